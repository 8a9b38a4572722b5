import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startSmtp, type TestSmtp } from '@/services/identity/testSmtp'
import { until } from '../infrastructure/processes'
import { type Contract, contractOf } from './support/contract'
import { identityToken, newIdentitySecret } from './support/identityTokens'
import { type Person, signIn } from './support/people'
import { startTestApp, type TestApp } from './support/testApp'
import { PUBLISHABLE, SECRET, SHOP, TENANT } from './support/visitors'

let app: TestApp
let smtp: TestSmtp
let contract: Contract
let ada: Person
let ben: Person

beforeAll(async () => {
  smtp = await startSmtp()
  app = await startTestApp({ SMTP_URL: smtp.url, MAIL_FROM: 'parley@acme.test', SIGN_UP: 'open' })
  contract = contractOf(app.url)
  ada = await signIn(app.url, 'ada')
  ben = await signIn(app.url, 'ben')
})
afterAll(async () => {
  await app.close()
  smtp.close()
})

type Named = { id: string }
const idOf = ([first]: Named[]) => first?.id ?? ''
type Ask = Contract['ask']
const ask: Ask = async (door, asked) => {
  const answer = await contract.ask(door, { origin: app.url, ...asked })
  expect(answer, door).toMatchObject({ status: 200 })
  return answer as never
}
const asAda: Ask = (door, asked) => ask(door, { token: ada.token, ...asked })
const asBen: Ask = (door, asked) => ask(door, { token: ben.token, ...asked })
const asShop: Ask = (door, asked) => ask(door, { token: PUBLISHABLE, origin: SHOP, ...asked })
const asBackEnd: Ask = (door, asked) => ask(door, { token: SECRET, origin: undefined, ...asked })

const at = { tenantId: TENANT }
const WORDS = 'correct horse battery'

describe('what the API answers is what its document says, without a field more', () => {
  test('RT-56 of operators and the demo', async () => {
    for (const door of ['GET /api/health', 'GET /api/ready', 'GET /metrics']) await ask(door)
    await ask('GET /api/demo/online')
    await ask('GET /api/demo/visitors')
    await ask('PUT /api/demo/visitors', { body: { running: false } })
  })

  test('RT-56 of accounts', async () => {
    const email = 'new@example.com'
    await ask('POST /api/auth/sign-up', { body: { name: 'New', email, password: WORDS } })
    await ask('POST /api/auth/sign-in', { body: { email, password: WORDS } })
    const demo = await ask<{ sessionToken: string }>('POST /api/auth/demo', { body: { as: 'new' } })
    const token = demo.body.sessionToken
    await ask('POST /api/auth/token', { token, body: {} })
    await ask('PATCH /api/auth/profile', { token, body: { name: 'Newer' } })
    await ask('GET /api/auth/session', { token })
    const all = await ask<{ sessions: Named[] }>('GET /api/auth/sessions', { token })
    await ask('DELETE /api/auth/sessions', { token })
    await ask('DELETE /api/auth/sessions/{id}', { token, ids: [idOf(all.body.sessions)] })
    await ask('POST /api/auth/sign-out', { token: (await signIn(app.url, 'new')).sessionToken })
    await ask('POST /api/auth/password/forgot', { body: { email } })
    const reset = await until('the mail is there', async () => TOKEN.exec(mail())?.[1])
    await ask('POST /api/auth/password/reset', { body: { token: reset, password: `${WORDS}!` } })
    await ask('POST /api/auth/password/change', {
      token: (await signIn(app.url, 'chloe')).sessionToken,
      body: { current: 'demo-demo-demo', next: WORDS },
    })
  })

  test('RT-56 of the team, sites and keys', async () => {
    const invited = { email: 'agent@example.com', role: 'agent' }
    await asAda('POST /api/admin/invitations', { body: invited })
    const team = await asAda<{ invitations: Named[] }>('GET /api/admin/team')
    await asAda('DELETE /api/admin/invitations/{id}', { ids: [idOf(team.body.invitations)] })
    const site = await asAda<{ site: Named }>('POST /api/admin/sites', {
      body: { domain: 'acme.test', color: '#FD0', greeting: 'Hello' },
    })
    await asAda('PATCH /api/admin/sites/{id}', { ids: [site.body.site.id], body: { color: null } })
    await asAda('GET /api/admin/sites')
    await asAda('DELETE /api/admin/sites/{id}', { ids: [site.body.site.id] })
    const key = await asAda<{ key: Named }>('POST /api/admin/keys', {
      body: { name: 'Shop', kind: 'secret', scopes: ['push'] },
    })
    await asAda('PATCH /api/admin/keys/{id}', { ids: [key.body.key.id], body: { name: 'Till' } })
    await asAda('GET /api/admin/keys')
    await asAda('POST /api/admin/keys/{id}/rotate', { ids: [key.body.key.id], body: {} })
    await asAda('DELETE /api/admin/keys/{id}', { ids: [key.body.key.id] })
    await asAda('GET /api/admin/audit')
  })

  test('RT-56 of members and identity secrets', async () => {
    const one = { ids: [(await signIn(app.url, 'new')).userId] }
    await asAda('PATCH /api/admin/team/{userId}', { ...one, body: { role: 'agent' } })
    await asAda('DELETE /api/admin/team/{userId}', one)
    const made = await asAda<{ identitySecret: Named }>('POST /api/admin/identity-secrets', {
      body: { name: 'Till' },
    })
    await asAda('GET /api/admin/identity-secrets')
    const ids = [made.body.identitySecret.id]
    await asAda('DELETE /api/admin/identity-secrets/{id}', { ids })
  })

  test('RT-56 of presence', async () => {
    const socket = await ben.connect()
    const one = { ids: [ben.userId] }
    await asAda('GET /api/chat/online-users', { query: '?tenantId=tenant-123' })
    await asBen('GET /api/online-users')
    await asBen('GET /api/online-users', { query: '?countOnly=true' })
    await asBen('GET /api/people')
    await asAda('GET /api/admin/presence/history')
    await asAda('GET /api/admin/presence/sites')
    await asAda('GET /api/admin/presence/facets')
    await asAda('GET /api/admin/presence/users/{userId}', one)
    await asAda('GET /api/admin/presence/explain/{userId}', one)
    await asAda('GET /api/admin/presence/settings')
    await asAda('PUT /api/admin/presence/settings', {
      body: { idleAfterSeconds: 120, awayAfterSeconds: 300 },
    })
    socket.close()
  })

  test('RT-56 of visitors', async () => {
    await asShop('GET /api/chat/website')
    await asShop('GET /api/chat/availability')
    await asShop('POST /api/chat/session', { body: at })
    const visitor = await asShop<{ token: string; userId: string }>(
      'POST /api/chat/anonymous-token',
      { body: at },
    )
    const { token } = visitor.body
    await asShop('POST /webchat/message', {
      token,
      body: { text: 'Hello', attachmentIds: [await file(token)] },
    })
    await asShop('GET /api/chat/conversation', { token })
    await asShop('GET /api/chat/messages', { token })
    await asBackEnd('GET /api/chat/messages', { query: `?userId=${visitor.body.userId}` })
    await asShop('POST /api/chat/read', { token, body: { seq: 1 } })
    const backEnd = await newIdentitySecret(ada)
    const proof = await identityToken(backEnd, { userId: '42', name: 'Chloe' })
    await asShop('POST /api/chat/identify', { body: { identityToken: proof, token } })
    await asShop('POST /api/chat/logout', { body: at })
    await asShop('POST /webchat/message', { body: { text: 'Without a token' } })
  })

  test('RT-56 of answering', async () => {
    const { sessionId } = (await asShop('POST /api/chat/anonymous-token', { body: at })).body
    const sent = await asBackEnd<{ conversationId: string }>('POST /webchat/message', {
      body: { sessionId, text: 'Welcome', senderType: 'bot' },
    })
    const one = { ids: [sent.body.conversationId] }
    await asAda('POST /webchat/message', {
      body: { sessionId, text: 'Hello', attachmentIds: [await file(ada.token)] },
    })
    const list = await asAda<{ conversations: { participants: { userId: string }[] }[] }>(
      'GET /api/admin/conversations',
    )
    const visitor = { ids: [list.body.conversations[0]?.participants[0]?.userId ?? ''] }
    await asAda('GET /api/admin/assignees')
    await asAda('POST /api/admin/conversations/{id}/assign', {
      ...one,
      body: { assigneeId: ada.userId },
    })
    await asAda('POST /api/admin/conversations/{id}/notes', {
      ...one,
      body: { text: 'A regular', clientMessageId: 'n-1' },
    })
    await asAda('GET /api/admin/conversations/{id}/notes', one)
    await asAda('POST /api/admin/conversations/{id}/read', { ...one, body: { seq: 1 } })
    for (const decision of ['close', 'reopen'])
      await asAda(`POST /api/admin/conversations/{id}/${decision}`, one)
    await asAda('POST /api/admin/visitors/{userId}/block', visitor)
    await asAda('GET /api/admin/visitors/blocked')
    await asAda('GET /api/admin/conversations/{id}', one)
    await asAda('DELETE /api/admin/visitors/{userId}/block', visitor)
  })

  test('RT-56 of what answering needs', async () => {
    const made = await asAda<{ reply: Named }>('POST /api/admin/canned-replies', {
      body: { shortcut: 'hi', text: 'Hello' },
    })
    const one = { ids: [made.body.reply.id] }
    await asAda('GET /api/admin/canned-replies')
    await asAda('PATCH /api/admin/canned-replies/{id}', { ...one, body: { text: 'Hello!' } })
    await asAda('DELETE /api/admin/canned-replies/{id}', one)
    await asAda('PUT /api/admin/chat-settings', {
      body: {
        timeZone: 'Europe/Berlin',
        hours: [{ day: 1, from: '09:00', to: '17:00' }],
        closedDays: [{ date: '2030-12-25' }],
        replyMinutes: 5,
        mailAfterMinutes: 5,
      },
    })
    await asAda('GET /api/admin/chat-settings')
    await asShop('GET /api/chat/availability')
  })

  test('RT-56 of private messages', async () => {
    const made = await asBen<{ conversation: Named }>('POST /api/privatechat/conversations', {
      body: { userIds: [ada.userId], name: 'Two' },
    })
    const { id } = made.body.conversation
    const sent = await asBen<{ message: Named }>('POST /api/privatechat/message', {
      body: {
        conversationId: id,
        text: 'Hello',
        clientMessageId: 'm-1',
        attachmentIds: [await file(ben.token)],
      },
    })
    const message = { ids: [sent.body.message.id] }
    await asAda('POST /api/privatechat/delivered', {
      body: { delivered: [{ conversationId: id, seq: 1 }] },
    })
    await asAda('POST /api/privatechat/read', { body: { conversationId: id, seq: 1 } })
    await asBen('PATCH /api/privatechat/message/{id}', { ...message, body: { text: 'Hello!' } })
    await asBen('GET /api/privatechat/messages/{conversationId}', { ids: [id] })
    await asBen('DELETE /api/privatechat/message/{id}', message)
    await asBen('GET /api/privatechat/messages/{conversationId}', { ids: [id] })
    await asBen('GET /api/privatechat/conversations')
    await asBen('PATCH /api/privatechat/conversations/{id}', { ids: [id], body: { muted: true } })
    await asBen('DELETE /api/privatechat/conversations/{id}', { ids: [id] })
  })

  test('RT-56 of files', async () => {
    await asBen('GET /api/uploads/{id}', { ids: [await file(ben.token)] })
  })

  test('RT-56 of the gateway', async () => {
    const push = { event: 'notice', message: { text: 'Hello' } }
    const queued = await asBackEnd<{ messageId: string }>('POST /api/gateway/send', {
      body: { userId: ben.userId, ...push, queue: true },
    })
    const socket = await ben.connect()
    await asBackEnd('POST /api/gateway/send', { body: { userId: ben.userId, ...push } })
    await asBackEnd('POST /api/gateway/send-many', {
      body: { userIds: [ben.userId, '42'], ...push },
    })
    await asBackEnd('GET /api/gateway/messages/{id}', { ids: [queued.body.messageId] })
    await asBackEnd('GET /api/gateway/status/{userId}', { ids: [ben.userId] })
    for (const door of ['connected', 'stats', 'events']) await asBackEnd(`GET /api/gateway/${door}`)
    await asBackEnd('POST /api/gateway/disconnect', { body: { userId: ben.userId } })
    socket.close()
  })

  test('RT-56 of webhooks', async () => {
    const made = await asAda<{ webhook: Named }>('POST /api/admin/webhooks', {
      body: { url: 'https://acme.test/hooks', events: ['message.created'] },
    })
    const one = { ids: [made.body.webhook.id] }
    await asAda('PATCH /api/admin/webhooks/{id}', { ...one, body: { enabled: true } })
    await asAda('POST /api/admin/webhooks/{id}/rotate', one)
    await asAda('POST /api/admin/webhooks/{id}/test', one)
    await asAda('GET /api/admin/webhooks')
    const deliveries = () =>
      asAda<{ deliveries: Named[] }>('GET /api/admin/webhooks/{id}/deliveries', one)
    const id = await until('one is known', async () => (await deliveries()).body.deliveries[0]?.id)
    await asAda('GET /api/admin/webhook-deliveries/{id}', { ids: [id] })
    await asAda('POST /api/admin/webhook-deliveries/{id}/redeliver', { ids: [id] })
    await asAda('DELETE /api/admin/webhooks/{id}', one)
  })

  test('RT-56 of every door', () => {
    expect(contract.doors.filter((door) => !contract.good.has(door))).toEqual([])
  })
})

describe('what the API refuses is what its document says', () => {
  /** They ask for nothing, and nobody is an answer to them. */
  const open = [
    'GET /api/health',
    'GET /api/ready',
    'GET /metrics',
    'POST /api/auth/sign-out',
    'GET /api/demo/online',
    'GET /api/demo/visitors',
    'GET /api/auth/session',
  ]

  test('RT-56 at every door that can refuse', async () => {
    for (const door of contract.doors)
      await contract.ask(door, { body: bodyOf(door), origin: app.url })
    expect(contract.doors.filter((door) => !contract.refused.has(door))).toEqual(open)
  })

  function bodyOf(door: string) {
    return door.startsWith('GET') || door.startsWith('DELETE') ? undefined : { nothing: true }
  }
})

const TOKEN = /token=3D([\w-]+)/
const mail = () => smtp.received.join('').replaceAll('=\r\n', '')

/** Sends one, and answers its id. */
async function file(token: string): Promise<string> {
  const body = new FormData()
  body.append('file', new Blob(['hello']), 'notes.txt')
  const { body: sent } = await ask<{ attachment: Named }>('POST /api/uploads', { token, body })
  return sent.attachment.id
}
