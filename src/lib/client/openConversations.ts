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
  /** The last reading. */
  reading: Promise<void>
  isJoined: boolean
  cancelPatience: () => void
}

/** The conversations on screen: their rooms, how far they are known, and what fills their holes. */
export class OpenConversations {
  readonly #opened = new Map<string, OpenConversation>()

  constructor(private readonly options: Options) {}

  /** `lastSeq`: everything up to here is on the screen. */
  open(id: string, lastSeq?: number): void {
    const conversation = this.#opened.get(id) ?? newlyOpened(id)
    this.#opened.set(id, conversation)
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
    const lastSeqs = new Map(conversations.map(({ id, lastSeq }) => [id, lastSeq]))
    await Promise.all(this.#each((one) => this.#readIfBehind(one, lastSeqs.get(one.id))))
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
    await this.#readIfBehind(conversation, answer?.lastSeq)
  }

  async #readIfBehind(conversation: OpenConversation, lastSeq: number | undefined): Promise<void> {
    const { position } = conversation
    const isWhole = position && !hasHole(position) && lastSeq !== undefined
    if (!isWhole || position.seq < lastSeq) await this.#read(conversation)
  }

  /** One after the other: a reading that began before a hole was seen may not fill it. */
  #read(conversation: OpenConversation): Promise<void> {
    const readNow = () => this.#readPages(conversation)
    conversation.reading = conversation.reading.then(readNow, readNow)
    return conversation.reading
  }

  async #readPages(conversation: OpenConversation): Promise<void> {
    const { api, deliver } = this.options
    for (;;) {
      const after = conversation.position?.seq
      const page = after === undefined ? {} : { after, limit: pageSize }
      const { messages, hasMore } = await api.messages(conversation.id, page)
      if (this.#opened.get(conversation.id) !== conversation) return
      const highest = messages.reduce((seq, message) => Math.max(seq, message.seq), after ?? 0)
      conversation.position = readUpTo(conversation.position ?? positionAt(0), highest)
      messages.forEach(deliver)
      if (after === undefined || !hasMore || messages.length === 0) return
    }
  }
}

function newlyOpened(id: string): OpenConversation {
  return {
    id,
    position: undefined,
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
