import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { widgetBuilds } from '@/widget/widgetBuilds'
import { createWidgetFiles } from './widgetFiles'

const shop = 'https://shop.acme.test'
let folder: string
let server: Server
let url: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parley-widget-'))
  await Promise.all(widgetBuilds(folder).map((options) => build(options)))
  const answer = createWidgetFiles({
    folder,
    keep: true,
    isKnownOrigin: async (origin) => origin === shop,
  })
  server = createServer(async (request, response) => {
    response.setHeader('x-frame-options', 'DENY')
    if (!(await answer(request, response))) response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Kilobytes of 1,024, compressed as the server compresses. */
async function kilobytes(...paths: string[]): Promise<number> {
  const sizes = paths.map(async (path) => {
    const answer = await fetch(url + path)
    expect(answer.status).toBe(200)
    return gzipSync(Buffer.from(await answer.arrayBuffer()), { level: 9 }).length
  })
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) / 1024
}

const parts = ['/widget/panel.html', '/widget/panel.js', '/widget/panel.css']

describe('the widget, as it is built', () => {
  test('WG-1 weighs at most 20 kB before it is opened and 60 kB after', async () => {
    expect(await kilobytes('/widget.js')).toBeLessThanOrEqual(20)
    expect(await kilobytes('/widget.js', ...parts)).toBeLessThanOrEqual(60)
  })

  test('WG-1 comes compressed, and not again where it is known', async () => {
    const answer = await fetch(`${url}/widget.js`, { headers: { 'accept-encoding': 'gzip' } })
    expect(answer.headers.get('content-encoding')).toBe('gzip')
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
    const known = { 'if-none-match': answer.headers.get('etag') ?? '' }
    expect((await fetch(`${url}/widget.js`, { headers: known })).status).toBe(304)
    const page = await (await fetch(`${url}/widget/panel.html`)).text()
    expect(await (await fetch(`${url}/widget/help.md`)).text()).toContain('# Put the chat')
    const named = /src="(panel\.js\?v=\w+)"/.exec(page)?.[1]
    const script = await fetch(`${url}/widget/${named}`)
    expect(script.headers.get('cache-control')).toContain('immutable')
  })

  test('WG-3 is framed by the page that is named, if it is of a known site', async () => {
    const framed = await fetch(`${url}/widget/panel.html?origin=${encodeURIComponent(shop)}`)
    const policy = framed.headers.get('content-security-policy') ?? ''
    expect(policy).toContain(`frame-ancestors ${shop}`)
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toContain('unsafe')
    expect(policy).not.toContain('connect-src')
    expect(framed.headers.get('x-frame-options')).toBeNull()
  })

  test.each([
    '',
    '?origin=https://evil.test',
    '?origin=nonsense',
    `?origin=${encodeURIComponent(`${shop}; script-src *`)}`,
  ])('WG-3 is framed by nobody otherwise: %s', async (query) => {
    const { headers } = await fetch(`${url}/widget/panel.html${query}`)
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(headers.get('x-frame-options')).toBe('DENY')
  })

  test('WG-3 is nothing but these files', async () => {
    const others = ['/widget/', '/widget/../package.json', '/widget/panel.tsx']
    for (const path of others) expect((await fetch(url + path)).status).toBe(404)
    expect((await fetch(`${url}/widget.js`, { method: 'POST' })).status).toBe(404)
  })
})
