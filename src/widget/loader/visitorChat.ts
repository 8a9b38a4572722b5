import { siteStorage } from '@/lib/client/keptStorage'
import { findGap, lastSeqOf, merge } from '@/lib/messageList'
import type { Message } from '@/lib/protocol'
import type { WebchatMessagesAnswer } from '@/lib/webchatProtocol'

type Query = Record<string, string | number | undefined>

interface Options {
  /** Names what this browser remembers of the conversation. */
  key: string
  /** `GET /api/chat/messages` */
  read(query: Query): Promise<WebchatMessagesAnswer>
  /** The list, or how much of it was seen, is another one. */
  onChange(): void
  /** Messages that were not known before, oldest first; not those of the first reading. */
  onNew(messages: readonly Message[]): void
}

type Seen = [conversationId: string, seq: number]

const lastPage = 50
const catchUpPage = 100

/** The visitor's conversation as this page knows it. */
export class VisitorChat {
  messages: readonly Message[] = []
  /** There are older ones. */
  hasMore = false
  /** Everything up to the newest message has been read. */
  isKnown = false
  #seen: Seen
  #reading: Promise<void> | undefined

  constructor(private readonly options: Options) {
    this.#seen = seenOf(siteStorage.get(this.#seenKey))
  }

  get conversationId(): string | undefined {
    return this.messages[0]?.conversationId
  }

  /** What others wrote after what was seen. Whoever has answered has seen what was before. */
  get unread(): readonly Message[] {
    const answered = lastSeqOf(this.messages.filter(isOwn))
    const seen = Math.max(this.#seenSeq, answered)
    return this.messages.filter((message) => message.seq > seen && !isOwn(message))
  }

  /** Reads what is missing; those who ask meanwhile share one reading. @throws ParleyApiError */
  catchUp(): Promise<void> {
    this.#reading ??= this.#readOn().finally(() => {
      this.#reading = undefined
    })
    return this.#reading
  }

  /** The page before the oldest message. @throws ParleyApiError */
  async older(): Promise<void> {
    const before = this.messages[0]?.seq
    const page = await this.options.read({ before, limit: lastPage })
    this.hasMore = page.hasMore
    this.messages = merge(this.messages, page.messages)
    this.options.onChange()
  }

  /** A message came by itself. What came between is fetched. */
  add(message: Message): void {
    this.#take([message])
    if (this.isKnown && findGap(this.messages)) this.catchUp().catch(() => {})
  }

  /** Up to here it was before the visitor's eyes, in this tab. */
  see(seq: number): void {
    const { conversationId = '' } = this
    if (seq <= this.#seenSeq) return
    const seen: Seen = [conversationId, seq]
    siteStorage.set(this.#seenKey, seen.join(' '))
    this.#know(seen)
  }

  /** Another tab has shown more of it. */
  follow({ key, newValue }: Pick<StorageEvent, 'key' | 'newValue'>): void {
    if (key === this.#seenKey) this.#know(seenOf(newValue))
  }

  get #seenKey(): string {
    return `parley.seen:${this.options.key}`
  }

  /** What was seen of another visitor's conversation is nothing of this one. */
  get #seenSeq(): number {
    const [of, seq] = this.#seen
    return of === this.conversationId ? seq : 0
  }

  #know(seen: Seen): void {
    const [of, seq] = seen
    if (of === this.conversationId && seq <= this.#seenSeq) return
    this.#seen = seen
    this.options.onChange()
  }

  async #readOn(): Promise<void> {
    if (!this.isKnown) {
      const page = await this.options.read({ limit: lastPage })
      this.hasMore = page.hasMore
      this.isKnown = true
      this.messages = merge(this.messages, page.messages)
      return this.options.onChange()
    }
    let hasMore = true
    while (hasMore) {
      const after = findGap(this.messages)?.after ?? lastSeqOf(this.messages)
      const page = await this.options.read({ after, limit: catchUpPage })
      this.#take(page.messages)
      hasMore = page.hasMore && page.messages.length > 0
    }
  }

  #take(incoming: readonly Message[]): void {
    const known = new Set(this.messages.map(({ id }) => id))
    const before = this.messages
    this.messages = merge(before, incoming)
    if (this.messages === before) return
    this.options.onChange()
    const fresh = incoming.filter(({ id }) => !known.has(id))
    if (fresh.length > 0) this.options.onNew(fresh)
  }
}

/** `c_1 5`: the conversation, and up to which `seq`. */
function seenOf(kept: string | null): Seen {
  const [conversationId = '', seq] = kept?.split(' ') ?? []
  return [conversationId, Number(seq) || 0]
}

export function isOwn({ sender }: Message): boolean {
  return sender === 'user'
}
