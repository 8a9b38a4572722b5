import type { ParleyApiError } from '../parleyApiError'
import type { Message, SendPrivateMessage } from '../protocol'

export interface SendHooks {
  /** HTTP takes over: the socket is away, or did not answer within 5 s. */
  onFallback?(): void
}

/** The two ways to the server. Both resolve with the stored message. @throws ParleyApiError */
export interface SendingPaths {
  /** There is a socket. */
  isUp(): boolean
  /** Emits at once. */
  overSocket(message: SendPrivateMessage): Promise<Message>
  overHttp(message: SendPrivateMessage): Promise<Message>
}

interface Options extends SendingPaths {
  /** Hands on a message that was stored. */
  deliver(message: Message): void
}

/** A send that is not answered yet. */
interface Sending {
  readonly message: SendPrivateMessage
  readonly hooks: SendHooks
  /** It came back on a path of its own before it was answered. */
  echo?: Message
}

/** Sends messages: the socket first, HTTP second, in order within a conversation. */
export class MessageSender {
  readonly #underway = new Map<string, { echo(message: Message): void; stored: Promise<Message> }>()
  /** The end of the last send of each conversation; absent when all have ended. */
  readonly #lastEnds = new Map<string, Promise<void>>()
  /** How many sends of a conversation are at HTTP. */
  readonly #atHttp = new Map<string, number>()

  constructor(private readonly options: Options) {}

  /**
   * Resolves with the stored message, by whichever path it came first. A `clientMessageId` that is
   * on its way already is not sent twice.
   * @throws ParleyApiError
   */
  send(message: SendPrivateMessage, hooks: SendHooks = {}): Promise<Message> {
    const known = this.#underway.get(message.clientMessageId)
    return known ? known.stored : this.#begin({ message, hooks })
  }

  /** A stored message came by; it settles the send it belongs to. */
  saw(message: Message): void {
    this.#underway.get(message.clientMessageId)?.echo(message)
  }

  #begin(sending: Sending): Promise<Message> {
    const { clientMessageId, conversationId } = sending.message
    let echo = (_: Message) => {}
    const echoed = new Promise<Message>((resolve) => {
      echo = (message) => {
        sending.echo = message
        resolve(message)
      }
    })
    const before = this.#lastEnds.get(conversationId)
    const answered = this.#bySomePath(sending, before).then((message) => {
      this.options.deliver(message)
      return message
    })
    const forget = () => this.#underway.delete(clientMessageId)
    const stored = Promise.race([echoed, answered]).finally(forget)
    this.#underway.set(clientMessageId, { echo, stored })
    this.#lineUp(conversationId, stored)
    return stored
  }

  #lineUp(conversationId: string, stored: Promise<Message>): void {
    const leave = () => {
      if (this.#lastEnds.get(conversationId) === end) this.#lastEnds.delete(conversationId)
    }
    const end: Promise<void> = stored.then(leave, leave)
    this.#lastEnds.set(conversationId, end)
  }

  /**
   * Nothing is awaited before the emit, so sends leave in the order they were made, without
   * waiting for each other. One that has to take HTTP waits for all before it, and those behind
   * it follow it there.
   */
  async #bySomePath(sending: Sending, before: Promise<void> | undefined): Promise<Message> {
    const { conversationId } = sending.message
    if (this.options.isUp() && !this.#atHttp.get(conversationId)) {
      const message = await this.#overSocket(sending.message)
      if (message) return message
    }
    this.#countAtHttp(conversationId, 1)
    sending.hooks.onFallback?.()
    try {
      await before
      return await this.#overHttp(sending)
    } finally {
      this.#countAtHttp(conversationId, -1)
    }
  }

  /** Undefined when the other path may do better. */
  async #overSocket(message: SendPrivateMessage): Promise<Message | undefined> {
    try {
      return await this.options.overSocket(message)
    } catch (error) {
      if ((error as ParleyApiError).retry) return undefined
      throw error
    }
  }

  async #overHttp({ echo, message }: Sending): Promise<Message> {
    return echo ?? this.options.overHttp(message)
  }

  #countAtHttp(conversationId: string, change: 1 | -1): void {
    const count = (this.#atHttp.get(conversationId) ?? 0) + change
    if (count > 0) this.#atHttp.set(conversationId, count)
    else this.#atHttp.delete(conversationId)
  }
}
