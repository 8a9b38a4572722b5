import { afterEach, expect, test } from 'vitest'
import type { Message } from '@/lib/protocol'
import { until } from '../infrastructure/processes'
import { directConversation, draft, readMessages, request, signIn } from './support/people'
import { startTestApp, type TestApp } from './support/testApp'
import { refusedHandshake } from './support/testSocket'
import {
  askForToken,
  newVisitor,
  PUBLISHABLE,
  readChat,
  type VisitorGrant,
  visit,
  visitOptions,
  write,
} from './support/visitors'

let app: TestApp

afterEach(() => app.close())

test('RT-1 a flood is refused with the time to wait, and every refused message can be sent again', async () => {
  app = await startTestApp({ LIMIT_MESSAGES_PER_SECOND: '8', LIMIT_MESSAGE_BURST: '5' })
  const [ada, ben] = [await signIn(app.url, 'ada'), await signIn(app.url, 'ben')]
  const conversation = await directConversation(ada, ben)
  const tab = await ada.connect()
  const drafts = Array.from({ length: 15 }, (_, index) =>
    draft(conversation.id, `message ${index}`),
  )
  const answers = await Promise.all(drafts.map((sent) => tab.ask('send_private_message', sent)))
  const outcomes = answers.map((answer) => (answer as { code?: string }).code ?? 'stored')
  expect(new Set(outcomes)).toEqual(new Set(['stored', 'RATE_LIMIT_EXCEEDED']))
  const stored = answers.flatMap((answer) => (answer as { message?: Message }).message ?? [])
  expect(await readMessages(ben, conversation.id)).toEqual(stored)

  for (const sent of drafts) {
    await until('the bucket lets it through', () =>
      tab.demand('send_private_message', sent).catch(() => undefined),
    )
  }
  const read = await readMessages(ben, conversation.id)
  expect(read.map(({ text }) => text).sort()).toEqual(drafts.map(({ text }) => text).sort())
  tab.close()
})

test('RT-1 requests over the limit of a credential are refused with Retry-After', async () => {
  app = await startTestApp({ LIMIT_CREDENTIAL_PER_MINUTE: '5' })
  const ada = await signIn(app.url, 'ada')
  const answers = []
  for (let index = 0; index < 7; index += 1)
    answers.push(await ada.call('GET', '/api/online-users'))
  const last = answers.at(-1)
  expect(last).toMatchObject({ status: 429, body: { code: 'RATE_LIMIT_EXCEEDED', retry: true } })
  expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(answers[0]?.headers.get('x-ratelimit-limit')).toBe('5')
})

test('RT-1 guessing a password is refused after a few tries, even with the right one', async () => {
  app = await startTestApp({ LIMIT_SIGN_IN_PER_MINUTE: '3' })
  const attempt = (password: string) =>
    request(app.url, 'POST', '/api/auth/sign-in', { body: { email: 'ada@example.com', password } })
  for (const password of ['first guess', 'second guess', 'third guess']) {
    expect(await attempt(password)).toMatchObject({
      status: 401,
      body: { code: 'INVALID_CREDENTIALS' },
    })
  }
  expect(await attempt('demo-demo-demo')).toMatchObject({
    status: 429,
    body: { code: 'RATE_LIMIT_EXCEEDED' },
  })
})

test('RT-1 a user has a limited number of connections, and a closed one makes room', async () => {
  app = await startTestApp({ LIMIT_CONNECTIONS_PER_USER: '2' })
  const ada = await signIn(app.url, 'ada')
  const [first, second] = [await ada.connect(), await ada.connect()]
  await expect(ada.connect()).rejects.toMatchObject({ data: { code: 'RATE_LIMIT_EXCEEDED' } })
  first.close()
  const third = await until('there is room', () => ada.connect().catch(() => undefined))
  expect(third.connected).toBe(true)
  second.close()
  third.close()
})

test('WV-19 an address makes up a limited number of visitors, by request and by socket', async () => {
  app = await startTestApp({ LIMIT_NEW_VISITORS_PER_MINUTE: '5' })
  const first = await newVisitor(app.url)
  const flood = await Promise.all(Array.from({ length: 20 }, () => askForToken(app.url)))
  const outcomes = flood.map(({ status }) => status)
  expect(outcomes.filter((status) => status === 200)).toHaveLength(4)
  const refused = flood.find(({ status }) => status === 429)
  expect(refused?.body).toMatchObject({ code: 'RATE_LIMIT_EXCEEDED', retry: true })
  expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0)
  for (const sessionId of [undefined, 'session-1', 'session-2']) {
    const auth = { apiKey: PUBLISHABLE, ...(sessionId && { sessionId }) }
    const handshake = await refusedHandshake(app.url, auth, visitOptions())
    expect(handshake.data?.code).toBe('RATE_LIMIT_EXCEEDED')
  }
  const { token } = first
  expect((await askForToken(app.url, { body: { token } })).status).toBe(200)
  const socket = await visit(app.url, { auth: { token } })
  expect(socket.connected).toBe(true)
  socket.close()
  const [stored] = await app.app.database.query<{ n: number }>(
    'select count(*)::int as n from visitor_sessions',
  )
  expect(stored?.n).toBe(5)
})

const messages = (count: number) =>
  Array.from({ length: count }, (_, nth) => ({
    text: `message ${nth}`,
    clientMessageId: `${nth}-of-a-flood`,
  }))

async function writeAtOnce(visitor: VisitorGrant, count: number) {
  const answers = await Promise.all(messages(count).map((said) => write(app.url, visitor, said)))
  const stored = answers.filter(({ status }) => status === 200)
  const refused = answers.filter(({ status }) => status !== 200)
  for (const { status, body, headers } of refused) {
    expect({ status, code: body.code }).toEqual({ status: 429, code: 'RATE_LIMIT_EXCEEDED' })
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
  }
  return stored.map(({ body }) => body.messageId)
}

/** Not by the doors, which count. */
async function storedIds() {
  const rows = await app.app.database.query<{ id: string }>(
    "select id from messages where client_message_id like '%-of-a-flood'",
  )
  return rows.map(({ id }) => id).sort()
}

test('WV-33 what a visitor writes over their limit is refused and not stored, and another’s is', async () => {
  app = await startTestApp({ LIMIT_CREDENTIAL_PER_MINUTE: '5' })
  const [vera, walt] = [await newVisitor(app.url), await newVisitor(app.url)]
  const hers = await writeAtOnce(vera, 8)
  expect(hers).toHaveLength(5)
  expect((await readChat(app.url, vera.token)).status).toBe(429)
  // Whose token was proven before is counted at the door, and no second time.
  expect((await readChat(app.url, walt.token)).status).toBe(200)
  const his = await writeAtOnce(walt, 8)
  expect(his).toHaveLength(4)
  expect(await storedIds()).toEqual([...hers, ...his].sort())
})

test('WV-33 what comes over the limit of an address is refused and not stored', async () => {
  app = await startTestApp({ LIMIT_ADDRESS_PER_MINUTE: '8' })
  const [vera, walt] = [await newVisitor(app.url), await newVisitor(app.url)]
  expect((await readChat(app.url, vera.token)).status).toBe(200)
  const hers = await writeAtOnce(vera, 4)
  expect(hers).toHaveLength(4)
  const his = await writeAtOnce(walt, 4)
  expect(his).toHaveLength(1)
  expect(await storedIds()).toEqual([...hers, ...his].sort())
})

test('RT-1 a session named by clients has a limited number of connections', async () => {
  app = await startTestApp({ LIMIT_CONNECTIONS_PER_USER: '2' })
  const auth = { apiKey: PUBLISHABLE, sessionId: 'session-flood' }
  const sockets = [await visit(app.url, { auth }), await visit(app.url, { auth })]
  const refused = await refusedHandshake(app.url, auth, visitOptions())
  expect(refused.data?.code).toBe('RATE_LIMIT_EXCEEDED')
  for (const socket of sockets) socket.close()
})
