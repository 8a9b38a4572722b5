import type { ParleyApi } from '../api'
import type { Conversation, Message, SeqMark } from '../protocol'
import type { Clock } from './clock'
import type { SocketLink } from './socketLink'

const everyMs = 1_000
const atOnce = 100

interface Options {
  api: Pick<ParleyApi, 'markDelivered'>
  link: Pick<SocketLink, 'isUp' | 'ask'>
  clock: Clock
  /** Whose messages need no receipt. */
  ownId(): Promise<string>
}

/**
 * Says how far this device has received conversations, at most once a second for all of them
 * together, and says it again when it did not arrive.
 */
export class DeliveryReporter {
  readonly #told = new Map<string, number>()
  readonly #waiting = new Map<string, number>()
  #messages: Message[] = []
  #lists: readonly Conversation[] = []
  #saidAtMs = Number.NEGATIVE_INFINITY
  #isTimed = false

  constructor(private readonly options: Options) {}

  /** A message came by. */
  heard(message: Message): void {
    this.#messages.push(message)
    this.#sayLater()
  }

  /** The list of conversations was read, and with it how far each has got. */
  listed(conversations: readonly Conversation[]): void {
    this.#lists = conversations
    this.#sayLater()
  }

  /** What is read needs no other word. */
  read({ conversationId, seq }: SeqMark): void {
    raise(this.#told, conversationId, seq)
  }

  /** The server can be reached again. */
  repeat(): void {
    if (this.#waiting.size > 0) this.#sayLater()
  }

  #sayLater(): void {
    const { clock } = this.options
    if (this.#isTimed) return
    this.#isTimed = true
    clock.after(Math.max(0, this.#saidAtMs + everyMs - clock.now()), () => {
      this.#isTimed = false
      this.#saidAtMs = clock.now()
      // Without a sign-in there is nobody to say it for; the next connection reads the list again.
      void this.#gather().then(
        (marks) => this.#say(marks),
        () => {},
      )
    })
  }

  async #gather(): Promise<SeqMark[]> {
    const me = await this.options.ownId()
    for (const { conversationId, seq, senderId } of this.#messages.splice(0)) {
      if (senderId !== me) raise(this.#waiting, conversationId, seq)
    }
    for (const listed of this.#lists) raise(this.#waiting, listed.id, newsOf(listed, me))
    this.#lists = []
    const marks = [...this.#waiting].map(([conversationId, seq]) => ({ conversationId, seq }))
    this.#waiting.clear()
    return marks.filter(({ conversationId, seq }) => seq > (this.#told.get(conversationId) ?? 0))
  }

  async #say(marks: SeqMark[]): Promise<void> {
    for (let first = 0; first < marks.length; first += atOnce) {
      await this.#sayThese(marks.slice(first, first + atOnce))
    }
  }

  async #sayThese(marks: SeqMark[]): Promise<void> {
    const { api, link } = this.options
    for (const { conversationId, seq } of marks) raise(this.#told, conversationId, seq)
    const [first] = marks
    try {
      if (first && marks.length === 1 && link.isUp()) await link.ask('message_delivered', first)
      else await api.markDelivered(marks)
    } catch (error) {
      if ((error as { retry?: boolean }).retry) this.#keep(marks)
    }
  }

  #keep(marks: SeqMark[]): void {
    for (const { conversationId, seq } of marks) {
      if (this.#told.get(conversationId) === seq) this.#told.delete(conversationId)
      raise(this.#waiting, conversationId, seq)
    }
  }
}

/** The last `seq` of a conversation, where its last message is of somebody else and not told yet. */
function newsOf({ participants, lastMessage, lastSeq }: Conversation, me: string): number {
  const mine = participants.find(({ userId }) => userId === me)
  const isNews =
    lastMessage && lastMessage.senderId !== me && mine && mine.lastDeliveredSeq < lastSeq
  return isNews ? lastSeq : 0
}

function raise(marks: Map<string, number>, conversationId: string, seq: number): void {
  if (seq > (marks.get(conversationId) ?? 0)) marks.set(conversationId, seq)
}
