import type { HandshakeAuth } from '@/lib/handshakeAuth'
import type { MessagesAnswer } from '@/lib/privateChatProtocol'
import type { Conversation, Message } from '@/lib/protocol'
import { connect, type TestSocket } from './testSocket'

export interface Answer<T = Record<string, unknown>> {
  status: number
  headers: Headers
  body: T
}

/** Somebody signed in, with the credentials of one tab. */
export interface Person {
  userId: string
  name: string
  /** Access token, for sockets and the API. */
  token: string
  /** The sign-in behind it. */
  sessionToken: string
  call<T = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<Answer<T>>
  connect(auth?: HandshakeAuth): Promise<TestSocket>
}

export type DemoName = 'ada' | 'ben' | 'chloe' | 'new'

/** Signs somebody of the demo tenant in, for one tab. */
export async function signIn(url: string, as: DemoName): Promise<Person> {
  const { status, body } = await request<Grant & { sessionToken: string }>(
    url,
    'POST',
    '/api/auth/demo',
    { body: { as } },
  )
  if (status !== 200) throw new Error(`signing in as ${as} answered ${status}`)
  return somebody(url, body)
}

/** Somebody who has signed in already, by their session token. */
export async function resume(url: string, sessionToken: string): Promise<Person> {
  const sent = { token: sessionToken, body: {} }
  const { status, body } = await request<Grant>(url, 'POST', '/api/auth/token', sent)
  if (status !== 200) throw new Error(`a token for a session answered ${status}`)
  return somebody(url, { ...body, sessionToken })
}

interface Grant {
  token: string
  user: { id: string; name: string }
}

function somebody(
  url: string,
  { token, sessionToken, user }: Grant & { sessionToken: string },
): Person {
  return { ...person(url, token), userId: user.id, name: user.name, sessionToken }
}

/** What somebody with a token can do. */
export function person(url: string, token: string): Pick<Person, 'token' | 'call' | 'connect'> {
  return {
    token,
    call: (method, path, body) => request(url, method, path, { body, token }),
    connect: (auth = {}) => connect(url, { token, ...auth }),
  }
}

interface Sent {
  body?: unknown
  token?: string
  headers?: Record<string, string>
  /** The server's own unless told; null for a back end. */
  origin?: string | null
}

/** One request, as a page of our own sends it unless told otherwise. */
export async function request<T = Record<string, unknown>>(
  url: string,
  method: string,
  path: string,
  { body, token, headers, origin = url }: Sent = {},
): Promise<Answer<T>> {
  const response = await fetch(url + path, {
    method,
    headers: {
      ...(origin !== null && { origin }),
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: parsed(text) as T }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return { text }
  }
}

/** The direct conversation of two people, made when it is not there. */
export async function directConversation(from: Person, to: Person): Promise<Conversation> {
  const { body } = await from.call<{ conversation: Conversation }>(
    'POST',
    '/api/privatechat/conversations',
    { userId: to.userId },
  )
  return body.conversation
}

/** A whole conversation as one of its participants reads it, page by page. */
export async function readMessages(reader: Person, conversationId: string): Promise<Message[]> {
  const messages: Message[] = []
  for (;;) {
    const path = `/api/privatechat/messages/${conversationId}?after=${messages.at(-1)?.seq ?? 0}`
    const { status, body } = await reader.call<MessagesAnswer>('GET', path)
    if (status !== 200) throw new Error(`reading answered ${status}: ${JSON.stringify(body)}`)
    messages.push(...body.messages)
    if (!body.hasMore) return messages
  }
}

/** A message to send; each has an id of its own. */
export function draft(conversationId: string, text: string) {
  return { conversationId, text, clientMessageId: crypto.randomUUID() }
}
