import type { AccessGrant } from '../../accountProtocol'
import type { OnlineColleaguesPage } from '../../api'
import { ERRORS, type ErrorCode, errorBody, refusal } from '../../errors'
import type {
  Conversation,
  Message,
  OnlineUser,
  PresenceChange,
  SendPrivateMessage,
} from '../../protocol'
import type { FakeClock } from './fakeClock'
import { conversationOf, messageOf } from './fakeMessages'
import { FakeSocket } from './fakeSocket'

export interface HeardRequest {
  /** `GET /api/online-users?cursor=…` */
  line: string
  headers: Headers
  credentials: RequestCredentials | undefined
  body: unknown
}

/** A server with one tenant in memory, heard over a socket and over HTTP. */
export class FakeServer {
  readonly socket: FakeSocket
  readonly requests: HeardRequest[] = []
  readonly stored: Message[] = []
  conversationIds = ['c1']
  online: OnlineUser[] = []
  changes: PresenceChange[] = []
  version = 1
  epoch = 'e1'
  /** HTTP: `refused` as by a dead host; a code as by this server. */
  http: 'works' | 'refused' | ErrorCode = 'works'
  /** Refuses single addresses. */
  readonly refusals = new Map<string, ErrorCode>()
  pageSize = 100
  readonly #held = new Map<string, Promise<void>>()
  /** Replaces the answer to `GET /api/online-users`. */
  onlinePage: OnlineColleaguesPage | undefined

  constructor(clock: FakeClock) {
    this.socket = new FakeSocket(clock)
    const { socket } = this
    socket.reply('join_user', () => this.#joinUser())
    socket.reply('join_conversation', ({ conversationId }: { conversationId: string }) => ({
      success: true,
      lastSeq: this.lastSeq(conversationId),
      lastChangeSeq: this.lastChangeSeq(conversationId),
    }))
    socket.reply('send_private_message', (sent: SendPrivateMessage) => this.store(sent))
    socket.reply('get_presence_changes', ({ after }: { after: number }) => ({
      success: true,
      changes: this.changes.filter(({ version }) => version > after),
    }))
    for (const event of ['user_activity', 'message_delivered', 'message_read', 'auth_refresh']) {
      socket.reply(event, () => ({ success: true, expiresIn: 900 }))
    }
  }

  /** Stores a message of Ben's; says it on the socket unless it is to be missed. */
  write(conversationId = 'c1', { silently = false } = {}): Message {
    const seq = this.lastSeq(conversationId) + 1
    const message = messageOf(seq, { id: `${conversationId}-${seq}`, conversationId })
    this.stored.push(message)
    if (!silently && this.socket.connected) this.socket.say('private_message_created', { message })
    return message
  }

  /** Somebody edits a message; said on the socket unless it is to be missed. */
  edit(message: Message, text: string, { silently = false } = {}): void {
    const changeSeq = this.lastChangeSeq(message.conversationId) + 1
    const edited = { ...message, text, changeSeq, editedAt: new Date(changeSeq).toISOString() }
    this.stored.splice(
      this.stored.findIndex(({ id }) => id === message.id),
      1,
      edited,
    )
    if (!silently) this.socket.say('message_updated', { message: edited })
  }

  lastChangeSeq(conversationId: string): number {
    return Math.max(0, ...this.#of(conversationId).map(({ changeSeq }) => changeSeq ?? 0))
  }

  lastSeq(conversationId: string): number {
    return this.#of(conversationId).at(-1)?.seq ?? 0
  }

  /** What was asked over HTTP, by line. */
  asked(part: string): HeardRequest[] {
    return this.requests.filter(({ line }) => line.includes(part))
  }

  /** Answers to such requests wait. @returns what lets them go. */
  hold(part: string): () => void {
    let release = () => {}
    this.#held.set(
      part,
      new Promise((resolve) => {
        release = resolve
      }),
    )
    return () => {
      this.#held.delete(part)
      release()
    }
  }

  readonly fetch: typeof fetch = async (input, init = {}) => {
    const line = `${init.method ?? 'GET'} ${String(input)}`
    const body = typeof init.body === 'string' ? JSON.parse(init.body) : undefined
    const headers = new Headers(init.headers)
    this.requests.push({ line, headers, credentials: init.credentials, body })
    if (this.http === 'refused') throw new TypeError('fetch failed')
    for (const [part, release] of this.#held) if (line.includes(part)) await release
    const code = this.http === 'works' ? this.#refusalOf(line) : this.http
    if (code) return Response.json(errorBody(refusal(code)), { status: ERRORS[code].status })
    return Response.json(this.#answer(line, body))
  }

  #refusalOf(line: string): ErrorCode | undefined {
    return [...this.refusals].find(([part]) => line.includes(part))?.[1]
  }

  #answer(line: string, body: unknown): object {
    const { pathname, searchParams } = new URL(line.split(' ')[1] ?? '', 'http://acme.example')
    if (line.startsWith('POST /api/privatechat/message')) return this.store(body as never)
    if (pathname.startsWith('/api/privatechat/messages/')) {
      const id = pathname.split('/').at(-1) ?? ''
      const changedAfter = searchParams.get('changedAfter')
      return changedAfter === null
        ? this.#page(id, searchParams.get('after'))
        : this.#changes(id, Number(changedAfter))
    }
    if (pathname === '/api/privatechat/conversations') {
      const conversations = this.conversationIds.map((id) => this.#conversation(id))
      return { success: true, conversations }
    }
    if (pathname === '/api/online-users') {
      if (this.onlinePage) return this.onlinePage
      const data = this.online.map(({ userId }) => ({ userId, name: userId, status: 'online' }))
      return { success: true, data, count: data.length }
    }
    return { success: true }
  }

  #conversation(id: string): Conversation {
    const lastMessage = this.#of(id).at(-1)
    return {
      ...conversationOf(this.lastSeq(id), id),
      lastChangeSeq: this.lastChangeSeq(id),
      participants: [{ userId: 'u_ada', name: 'Ada', lastReadSeq: 0, lastDeliveredSeq: 0 }],
      ...(lastMessage && { lastMessage }),
    }
  }

  #changes(id: string, after: number): object {
    const changed = this.#of(id)
      .filter(({ changeSeq = 0 }) => changeSeq > after)
      .sort((one, other) => (one.changeSeq ?? 0) - (other.changeSeq ?? 0))
    const messages = changed.slice(0, this.pageSize)
    return { ...this.#standing(id), messages, hasMore: changed.length > messages.length }
  }

  #page(conversationId: string, after: string | null): object {
    const all = this.#of(conversationId)
    const asked = after === null ? all : all.filter(({ seq }) => seq > Number(after))
    const messages = after === null ? asked.slice(-this.pageSize) : asked.slice(0, this.pageSize)
    const hasMore = asked.length > messages.length
    return { ...this.#standing(conversationId), messages, hasMore }
  }

  #standing(id: string): object {
    return { success: true, lastSeq: this.lastSeq(id), lastChangeSeq: this.lastChangeSeq(id) }
  }

  /** Stores what was sent, once, and answers. */
  store(sent: SendPrivateMessage): object {
    const known = this.stored.find((one) => one.clientMessageId === sent.clientMessageId)
    if (known) return { success: true, message: known, duplicate: true }
    const seq = this.lastSeq(sent.conversationId) + 1
    const message = messageOf(seq, { ...sent, id: `${sent.conversationId}-${seq}` })
    this.stored.push(message)
    return { success: true, message, duplicate: false }
  }

  #joinUser(): object {
    const { online: users, version, epoch } = this
    this.socket.say('online_users_list', { users, total: users.length, version, epoch })
    return { success: true, users }
  }

  #of(conversationId: string): Message[] {
    return this.stored.filter((message) => message.conversationId === conversationId)
  }
}

export const adaGrant: AccessGrant = {
  success: true,
  token: 'token-1',
  expiresIn: 900,
  user: { id: 'u_ada', name: 'Ada', email: 'ada@acme.example' },
  tenantId: 'acme',
  role: 'member',
}
