import type { PushAbout } from '../gatewayProtocol'
import { callBack } from './listeners'
import type { WireSocket } from './wireSocket'

/**
 * Takes one push. A push that wants to be acknowledged is once every handler of its name is done;
 * where one throws or rejects it is not, and comes again with the next connection.
 */
export type PushHandler<Message = unknown> = (
  message: Message,
  about: PushAbout,
) => void | Promise<void>

/** Of so many pushes it is known that they were handled. */
const KNOWN = 500

/** Who hears which pushes of a socket, each once, and what is acknowledged. */
export class PushHandlers {
  readonly #handlers = new Map<string, Set<PushHandler>>()
  readonly #pending = new Set<string>()
  readonly #handled = new Set<string>()

  constructor(private readonly socket: Pick<WireSocket, 'on' | 'emit'>) {}

  /** @returns the end of hearing. */
  add(event: string, handler: PushHandler): () => void {
    // One function may be added twice.
    const own: PushHandler = (...push) => handler(...push)
    this.#named(event).add(own)
    return () => this.#handlers.get(event)?.delete(own)
  }

  #named(event: string): Set<PushHandler> {
    const known = this.#handlers.get(event)
    if (known) return known
    const handlers = new Set<PushHandler>()
    this.#handlers.set(event, handlers)
    this.socket.on(event, (message, about) => {
      void this.#hear(handlers, message, about as PushAbout | undefined)
    })
    return handlers
  }

  /** Servers written from the guides say nothing about a push. */
  async #hear(handlers: Set<PushHandler>, message: unknown, about?: PushAbout): Promise<void> {
    if (handlers.size === 0) return
    const { messageId } = about ?? {}
    if (messageId === undefined) {
      await handleAll(handlers, message, about)
      return
    }
    if (this.#handled.has(messageId)) return this.#acknowledge(about)
    if (this.#pending.has(messageId)) return
    this.#pending.add(messageId)
    const isDone = await handleAll(handlers, message, about)
    this.#pending.delete(messageId)
    if (!isDone) return
    this.#remember(messageId)
    this.#acknowledge(about)
  }

  #acknowledge(about: PushAbout | undefined): void {
    if (about?.requireAck) this.socket.emit('push_ack', { messageId: about.messageId })
  }

  #remember(messageId: string): void {
    this.#handled.add(messageId)
    for (const oldest of this.#handled) {
      if (this.#handled.size <= KNOWN) break
      this.#handled.delete(oldest)
    }
  }
}

async function handleAll(
  handlers: ReadonlySet<PushHandler>,
  message: unknown,
  about: PushAbout | undefined,
): Promise<boolean> {
  const handled = [...handlers].map(async (handler) => handler(message, about as PushAbout))
  const outcomes = await Promise.allSettled(handled)
  const failures = outcomes.flatMap((outcome) =>
    outcome.status === 'rejected' ? [outcome.reason] : [],
  )
  for (const failure of failures) callBack(rethrow, failure)
  return failures.length === 0
}

/** Whoever wrote the handler hears of it as of any uncaught error. */
function rethrow(failure: unknown): never {
  throw failure
}
