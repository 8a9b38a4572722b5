import type { ParleyApi } from '../api'
import { isSignedOut, type ParleyApiError } from '../parleyApiError'
import type { Conversation, Message } from '../protocol'
import type { Clock } from './clock'
import { hasHole, positionAt, readUpTo, type SeqPosition, sawSeq } from './seqPosition'
import type { SocketLink } from './socketLink'

/** A hole may close by itself: an answer can overtake what was written just before. */
const holePatienceMs = 250
const pageSize = 100

interface Options {
  api: Pick<ParleyApi, 'messages'>
  link: Pick<SocketLink, 'isUp' | 'ask' | 'tell'>
  clock: Clock
  /** Hands on a message that was read. */
  deliver(message: Message): void
}

interface OpenConversation {
  readonly id: string
  /** Absent while nothing of the conversation is known. */
  position: SeqPosition | undefined
  /** Everything edited or deleted up to this `changeSeq` was delivered. */
  lastChangeSeq: number | undefined
  /** The last reading. */
  reading: Promise<void>
  isJoined: boolean
  cancelPatience: () => void
}

/** The conversations on screen: their rooms, how far they are known, and what fills their holes. */
export class OpenConversations {
  readonly #opened = new Map<string, OpenConversation>()
  /** What is known of the changes of a conversation outlives its being open. */
  readonly #changeSeqs = new Map<string, number>()

  constructor(private readonly options: Options) {}

  /** `lastSeq` and `lastChangeSeq`: everything up to here is on the screen. */
  open(id: string, lastSeq?: number, lastChangeSeq?: number): void {
    const conversation = this.#opened.get(id) ?? newlyOpened(id, this.#changeSeqs.get(id))
    this.#opened.set(id, conversation)
    if (lastChangeSeq !== undefined) this.#knowsChanges(conversation, lastChangeSeq)
    if (lastSeq !== undefined) {
      conversation.position = readUpTo(conversation.position ?? positionAt(0), lastSeq)
    }
    this.#joinAndRead(conversation).catch(caughtUpLater)
  }

  close(id: string): void {
    this.#opened.get(id)?.cancelPatience()
    if (this.#opened.delete(id))
      this.options.link.tell('leave_conversation', { conversationId: id })
  }

  /** Makes sure that the room is joined before something is sent to it. */
  join(id: string): void {
    const conversation = this.#opened.get(id)
    if (conversation?.isJoined) return
    if (conversation) conversation.isJoined = true
    this.options.link.tell('join_conversation', { conversationId: id })
  }

  /** The socket is gone, and the rooms with it. */
  leftRooms(): void {
    for (const conversation of this.#opened.values()) conversation.isJoined = false
  }

  /** A message came by, on whatever path. */
  saw({ conversationId, seq }: Message): void {
    const conversation = this.#opened.get(conversationId)
    if (!conversation?.position) return
    conversation.position = sawSeq(conversation.position, seq)
    conversation.cancelPatience()
    if (!hasHole(conversation.position)) return
    conversation.cancelPatience = this.options.clock.after(holePatienceMs, () => {
      this.#read(conversation).catch(caughtUpLater)
    })
  }

  /** Joins every room again and reads what was missed. @throws ParleyApiError */
  async catchUp(): Promise<void> {
    await Promise.all(this.#each((conversation) => this.#joinAndRead(conversation)))
  }

  /** Reads what is missing by what the list of conversations says. @throws ParleyApiError */
  async readBehind(conversations: readonly Conversation[]): Promise<void> {
    const listed = new Map(conversations.map((conversation) => [conversation.id, conversation]))
    await Promise.all(this.#each((one) => this.#readIfBehind(one, listed.get(one.id))))
  }

  #each(read: (conversation: OpenConversation) => Promise<void>): Promise<void>[] {
    return [...this.#opened.values()].map((conversation) => read(conversation).catch(unlessGone))
  }

  /** The room's answer says how far the conversation has got, which often saves the reading. */
  async #joinAndRead(conversation: OpenConversation): Promise<void> {
    const { link } = this.options
    if (!link.isUp()) return this.#readIfBehind(conversation, undefined)
    conversation.isJoined = true
    const answer = await link
      .ask('join_conversation', { conversationId: conversation.id })
      .catch(() => undefined)
    await this.#readIfBehind(conversation, answer)
  }

  async #readIfBehind(conversation: OpenConversation, there: Standing | undefined): Promise<void> {
    const { position, lastChangeSeq } = conversation
    const isWhole = position && !hasHole(position) && there !== undefined
    if (!isWhole || position.seq < there.lastSeq) await this.#read(conversation)
    if (lastChangeSeq === undefined) return
    if (there === undefined || lastChangeSeq < there.lastChangeSeq) {
      await this.#readChanges(conversation, lastChangeSeq)
    }
  }

  async #readChanges(conversation: OpenConversation, from: number): Promise<void> {
    const { api, deliver } = this.options
    let changedAfter = from
    for (;;) {
      const page = await api.messages(conversation.id, { changedAfter, limit: pageSize })
      if (this.#opened.get(conversation.id) !== conversation) return
      page.messages.forEach(deliver)
      changedAfter = page.messages.at(-1)?.changeSeq ?? page.lastChangeSeq
      this.#knowsChanges(conversation, page.hasMore ? changedAfter : page.lastChangeSeq)
      if (!page.hasMore) return
    }
  }

  #knowsChanges(conversation: OpenConversation, upTo: number): void {
    conversation.lastChangeSeq = Math.max(conversation.lastChangeSeq ?? 0, upTo)
    this.#changeSeqs.set(conversation.id, conversation.lastChangeSeq)
  }

  /** One after the other: a reading that began before a hole was seen may not fill it. */
  #read(conversation: OpenConversation): Promise<void> {
    const readNow = () => this.#readPages(conversation)
    conversation.reading = conversation.reading.then(readNow, readNow)
    return conversation.reading
  }

  async #readPages(conversation: OpenConversation): Promise<void> {
    const { api, deliver } = this.options
    if (!conversation.position) return this.#readNewest(conversation)
    let position = conversation.position
    for (;;) {
      const after = position.seq
      const { messages, hasMore } = await api.messages(conversation.id, { after, limit: pageSize })
      if (this.#opened.get(conversation.id) !== conversation) return
      position = readUpTo(conversation.position ?? position, messages.at(-1)?.seq ?? after)
      conversation.position = position
      messages.forEach(deliver)
      if (!hasMore || messages.length === 0) return
    }
  }

  async #readNewest(conversation: OpenConversation): Promise<void> {
    const { api, deliver } = this.options
    const { messages, lastChangeSeq } = await api.messages(conversation.id)
    if (this.#opened.get(conversation.id) !== conversation) return
    conversation.position = positionAt(messages.at(-1)?.seq ?? 0)
    this.#knowsChanges(conversation, lastChangeSeq)
    messages.forEach(deliver)
  }
}

/** How far the server says that a conversation has got. */
type Standing = Pick<Conversation, 'lastSeq' | 'lastChangeSeq'>

function newlyOpened(id: string, lastChangeSeq: number | undefined): OpenConversation {
  return {
    id,
    position: undefined,
    lastChangeSeq,
    reading: Promise.resolve(),
    isJoined: false,
    cancelPatience: () => {},
  }
}

/** One conversation that is closed to this user must not keep the others from being read. */
function unlessGone(error: ParleyApiError): void {
  if (error.retry || isSignedOut(error)) throw error
}

/** Whatever could not be read now is read after the next connection, or by the next poll. */
function caughtUpLater(): void {}
