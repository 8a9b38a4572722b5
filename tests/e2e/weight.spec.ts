import { gzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { expect, test } from './support/parley'

/** Kilobytes of 1,024, compressed: what a browser loads before a page can be used. */
const BUDGETS = {
  strangers: { '/': 150, '/login': 150, '/signup': 150, '/demo': 150 },
  people: {
    '/chat': 240,
    '/admin': 240,
    '/settings': 240,
    '/developers/keys': 240,
    '/developers/webhooks': 240,
  },
}

test.use({ server: 'shared' })

test('UI-22 no page brings more scripts than its budget', async ({ parley, page }) => {
  await weighAll(page, parley.url, BUDGETS.strangers)
  const session = { email: 'ada@example.com', password: 'demo-demo-demo' }
  const headers = { origin: parley.url }
  await page.request.post('/api/auth/sign-in', { data: session, headers })
  await weighAll(page, parley.url, BUDGETS.people)
})

async function weighAll(page: Page, url: string, budgets: Record<string, number>): Promise<void> {
  for (const [path, budget] of Object.entries(budgets)) {
    const html = await (await page.request.get(path)).text()
    const scripts = scriptsOf(html)
    expect(scripts.length).toBeGreaterThan(3)
    const sizes = await Promise.all(scripts.map((script) => weigh(new URL(script, url))))
    const kilobytes = sizes.reduce((sum, size) => sum + size, 0) / 1024
    test.info().annotations.push({ type: path, description: `${kilobytes.toFixed(1)} kB` })
    expect.soft(kilobytes, `${path}, scripts`).toBeLessThanOrEqual(budget)
  }
}

/** What old browsers alone load does not count. */
function scriptsOf(html: string): string[] {
  const tags = html.match(/<script\b[^>]*>/g) ?? []
  const sources = tags
    .filter((tag) => !/\bnomodule\b/i.test(tag))
    .flatMap((tag) => /\bsrc="([^"]+)"/.exec(tag)?.[1] ?? [])
  return [...new Set(sources)]
}

async function weigh(script: URL): Promise<number> {
  const answer = await fetch(script)
  expect(answer.status).toBe(200)
  return gzipSync(Buffer.from(await answer.arrayBuffer()), { level: 9 }).length
}
