// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createVisitorSession, type VisitorSessionOptions } from './visitorSession'

interface Asked {
  door: string
  tenantId: string
  siteId?: string
  token?: string
  identityToken?: string
}

let asked: Asked[]
let headers: Headers[]
let told: string[]
let nowMs: number
let ended: Set<string>
/** What the server waits for before it answers. */
let reached: Promise<void> | undefined

/** A server that continues the session whose token is shown, unless it has ended. */
const server = (async (url: unknown, { body, headers: sent }: RequestInit = {}) => {
  const door = String(url).split('/').at(-1) ?? ''
  const question = JSON.parse(String(body)) as Omit<Asked, 'door'>
  asked.push({ door, ...question })
  headers.push(new Headers(sent))
  await reached
  const { identityToken, token: shown } = question
  if (identityToken === 'late') return Response.json({ code: 'TOKEN_EXPIRED' }, { status: 401 })
  const before = shown?.split('/')[0]
  if (before && door !== 'anonymous-token') ended.add(before)
  const sessionId = before && !ended.has(before) ? before : `s_${asked.length}`
  const token = `${sessionId}/${asked.length}`
  const userId = identityToken ?? (sessionId.startsWith('u') ? sessionId : `v_${sessionId}`)
  return Response.json({ token, expiresIn: 3600, sessionId, userId })
}) as typeof fetch

beforeEach(() => {
  asked = []
  headers = []
  told = []
  nowMs = 1_000_000
  ended = new Set()
  reached = undefined
})
afterEach(() => {
  vi.unstubAllGlobals()
  localStorage.clear()
})

/** The session as a page has it that was loaded just now. */
function open(fetch = server, tenantId = 'acme') {
  const page = { url: '', apiKey: 'parley_pk_acme', siteId: 'site-1', fetch, now: () => nowMs }
  const onVisitor: VisitorSessionOptions['onVisitor'] = (now, before) =>
    told.push(`${before.userId} > ${now.userId}`)
  return createVisitorSession({ ...page, tenantId, onVisitor })
}

test('CL-92 a visitor is asked for with the key, and once for everybody who waits', async () => {
  const session = open()
  const [one, other] = await Promise.all([session.get(), session.get()])
  expect(asked).toEqual([{ door: 'anonymous-token', tenantId: 'acme', siteId: 'site-1' }])
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

test('CL-102 identified, a visitor is the user in all tabs, and what ended is asked for nowhere', async () => {
  const [here, there] = [open(), open()]
  const { token } = await here.get()
  await there.get()
  const user = await here.identify('user-1')
  expect(asked.at(-1)).toEqual({
    door: 'identify',
    tenantId: 'acme',
    identityToken: 'user-1',
    token,
  })
  expect(await here.get()).toMatchObject({ userId: 'user-1', token: user.token })
  // The other tab's token was refused.
  expect(await there.renew()).toMatchObject({ token: user.token })
  expect(told).toEqual(['v_s_1 > user-1', 'v_s_1 > user-1'])
  expect(asked).toHaveLength(2)
})

test('CL-102 a proof that is refused changes nothing, and nobody waits for it in vain', async () => {
  const session = open()
  const { token } = await session.get()
  const refused = session.identify('late')
  const renewed = session.renew()
  await expect(refused).rejects.toMatchObject({ code: 'TOKEN_EXPIRED' })
  expect(await renewed).toMatchObject({ sessionId: 's_1' })
  expect(asked.at(-1)).toMatchObject({ door: 'anonymous-token', token })
  expect(told).toEqual([])
})

test('CL-103 logged out, everybody who uses the browser from then on is somebody else', async () => {
  const [here, there] = [open(), open()]
  await here.get()
  await there.get()
  await here.identify('user-1')
  const left = here.logout()
  const next = await here.get()
  expect(await left).toEqual(expect.objectContaining({ token: next.token }))
  expect(next.userId).toMatch(/^v_s_3/)
  expect(await there.renew()).toMatchObject({ token: next.token })
  expect(told).toEqual(['v_s_1 > user-1', 'user-1 > v_s_3', 'v_s_1 > v_s_3'])
})

test('CL-103 logging out forgets the visitor also where the server cannot be reached', async () => {
  await open().get()
  const away = open((() => Promise.reject(new TypeError('failed'))) as typeof fetch)
  await expect(away.logout()).rejects.toMatchObject({ code: 'UNAVAILABLE' })
  expect((await open().get()).sessionId).toBe('s_2')
  expect(asked[1]).not.toHaveProperty('token')
})

test('CL-104 a token whose session has ended is replaced by one of a new visitor', async () => {
  const session = open()
  const { sessionId } = await session.get()
  ended.add(sessionId)
  expect((await session.renew()).sessionId).toBe('s_2')
  expect(told).toEqual(['v_s_1 > v_s_2'])
})

test('CL-104 a tab that asked before another one was identified does not undo it, without locks too', async () => {
  const [here, there] = [open(), open()]
  await here.get()
  await there.get()
  let answer = () => {}
  reached = new Promise((resolve) => {
    answer = resolve
  })
  const late = there.renew()
  await expect.poll(() => asked).toHaveLength(2)
  const user = { token: 'u_1/9', expiresIn: 3600, sessionId: 'u_1', userId: 'user-1' }
  localStorage.setItem(
    'parley.visitor::acme',
    JSON.stringify({ ...user, goodUntilMs: nowMs + 60_000 }),
  )
  answer()
  expect(await late).toMatchObject(user)
  expect(await here.get()).toMatchObject(user)
})
