import type { HandshakeAuth } from '@/lib/handshakeAuth'
import type { WebchatMessageAnswer, WebchatMessagesAnswer } from '@/lib/webchatProtocol'
import { type Answer, request } from './people'
import { connect, type TestSocket } from './testSocket'

/** A page of the demo tenant's site, on this machine at another port than the server's. */
export const SHOP = 'http://localhost:8080'
export const PUBLISHABLE = 'parley_pk_demo'
export const SECRET = 'parley_sk_demo'
export const TENANT = 'tenant-123'

/** What `POST /api/chat/anonymous-token` gives. */
export interface VisitorGrant {
  token: string
  expiresIn: number
  sessionId: string
  userId: string
}

interface Asked {
  origin?: string | null
  key?: string
  body?: object
  path?: string
}

/** Asks for a visitor token as a page of the shop does. */
export function askForToken(
  url: string,
  { origin = SHOP, key = PUBLISHABLE, body = {}, path = '/api/chat/anonymous-token' }: Asked = {},
): Promise<Answer<VisitorGrant>> {
  return request<VisitorGrant>(url, 'POST', path, {
    body: { tenantId: TENANT, ...body },
    origin,
    headers: { authorization: `Bearer ${key}` },
  })
}

/** A visitor with a session of their own. */
export async function newVisitor(url: string): Promise<VisitorGrant> {
  const { status, body } = await askForToken(url)
  if (status !== 200) throw new Error(`a visitor token answered ${status}`)
  return body
}

interface Visit {
  auth: HandshakeAuth
  origin?: string
  page?: Record<string, string>
}

/** A socket of a page of the shop. */
export function visit(url: string, { auth, origin = SHOP, page = {} }: Visit): Promise<TestSocket> {
  return connect(url, auth, visitOptions({ origin, page }))
}

export function visitOptions({ origin = SHOP, page = {} }: Partial<Visit> = {}) {
  return { extraHeaders: { origin }, query: { tenantId: TENANT, ...page } }
}

/** A visitor's message by request, as a page of the shop sends it. */
export function write(
  url: string,
  { token }: Pick<VisitorGrant, 'token'>,
  body: object,
): Promise<Answer<WebchatMessageAnswer & { code?: string }>> {
  return request(url, 'POST', '/webchat/message', { body, token, origin: SHOP })
}

/** A conversation as somebody with a token, or a secret key, reads it. */
export function readChat(
  url: string,
  token: string,
  query = '',
  origin: string | null = SHOP,
): Promise<Answer<WebchatMessagesAnswer & { code?: string }>> {
  return request(url, 'GET', `/api/chat/messages?${query}`, { token, origin })
}
