// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createVisitorSession } from './visitorSession'

interface Asked {
  tenantId: string
  siteId?: string
  token?: string
}

let asked: Asked[]
let headers: Headers[]
let nowMs: number

/** A server that continues the session whose token is shown. */
const server = (async (_: unknown, { body, headers: sent }: RequestInit = {}) => {
  const question = JSON.parse(String(body)) as Asked
  asked.push(question)
  headers.push(new Headers(sent))
  const sessionId = question.token?.split('/')[0] ?? `s_${asked.length}`
  const token = `${sessionId}/${asked.length}`
  return Response.json({ token, expiresIn: 3600, sessionId, userId: `v_${sessionId}` })
}) as typeof fetch

beforeEach(() => {
  asked = []
  headers = []
  nowMs = 1_000_000
})
afterEach(() => {
  vi.unstubAllGlobals()
  localStorage.clear()
})

/** The session as a page has it that was loaded just now. */
function open(fetch = server, tenantId = 'acme') {
  const page = { url: '', apiKey: 'parley_pk_acme', siteId: 'site-1', fetch, now: () => nowMs }
  return createVisitorSession({ ...page, tenantId })
}

test('CL-92 a visitor is asked for with the key, and once for everybody who waits', async () => {
  const session = open()
  const [one, other] = await Promise.all([session.get(), session.get()])
  expect(asked).toEqual([{ tenantId: 'acme', siteId: 'site-1' }])
  expect(headers[0]?.get('authorization')).toBe('Bearer parley_pk_acme')
  expect(one).toEqual(other)
  expect(one.userId).toBe('v_s_1')
})

test('CL-92 another tab, and the browser after a restart, continue the session', async () => {
  const first = await open().get()
  expect(await open().get()).toMatchObject({ token: first.token })
  expect(asked).toHaveLength(1)
  nowMs += 3_540_000
  const later = await open().get()
  expect(asked[1]).toMatchObject({ token: first.token })
  expect(later).toMatchObject({ sessionId: first.sessionId, token: 's_1/2' })
})

test('CL-92 a token that was refused is replaced by one of the same session', async () => {
  const session = open()
  const { sessionId } = await session.get()
  expect(await session.renew()).toMatchObject({ sessionId, token: 's_1/2' })
  expect(await session.get()).toMatchObject({ token: 's_1/2' })
})

test('CL-92 every tenant has a visitor of its own, and forgetting begins anew', async () => {
  const acme = await open().get()
  const globex = await open(server, 'globex').get()
  expect(globex.sessionId).not.toBe(acme.sessionId)
  open().forget()
  expect((await open().get()).sessionId).toBe('s_3')
})

test('CL-92 two tabs that open together are one visitor', async () => {
  let queue: Promise<unknown> = Promise.resolve()
  vi.stubGlobal('navigator', {
    locks: {
      request: (_: string, run: () => Promise<unknown>) => {
        queue = queue.then(run)
        return queue
      },
    },
  })
  const [one, other] = await Promise.all([open().get(), open().get()])
  expect(one.sessionId).toBe(other.sessionId)
  expect(asked).toHaveLength(1)
})

test('CL-93 where storage is refused a session lasts as long as the page', async () => {
  vi.stubGlobal('localStorage', undefined)
  Object.defineProperty(globalThis, 'localStorage', {
    configurable: true,
    get: () => {
      throw new DOMException('refused', 'SecurityError')
    },
  })
  const session = open(server, 'refused')
  const { token } = await session.get()
  expect(await session.get()).toMatchObject({ token })
  expect(asked).toHaveLength(1)
})

test('CL-93 what others left in the storage is not believed', async () => {
  for (const nonsense of ['{', 'null', '{"token":1}', '"s_1/1"']) {
    localStorage.setItem('parley.visitor::acme', nonsense)
    expect((await open().get()).sessionId).toMatch(/^s_\d$/)
  }
  expect(asked.every(({ token }) => token === undefined)).toBe(true)
})
