import type { Logger } from 'pino'
import { answerMail, isOneAddress } from './answerMail'
import type { AnswerMailStore, DueMail } from './answerMailStore'

const LOOK_EVERY_MS = 15_000
const FORGET_EVERY_MS = 5 * 60_000
const FIRST_PAUSE_MS = 60_000
/** With pauses that double: some two hours. */
const MOST_ATTEMPTS = 8

export interface AnswerMailParts {
  store: AnswerMailStore
  /** Undefined: nothing is sent. */
  mailer: { send(mail: ReturnType<typeof answerMail>): Promise<void> } | undefined
  isOnline(tenantId: string, userId: string): Promise<boolean>
  log: Logger
}

/**
 * Mails answers to visitors who left their address and are gone. A process that ends between handing
 * a mail over and noting so lets it be sent again, with the same id: what receives it can tell.
 */
export class AnswerMails {
  readonly #timers: NodeJS.Timeout[]
  #running: Promise<void> | undefined

  constructor(private readonly parts: AnswerMailParts) {
    this.#timers = [
      setInterval(() => void this.sendDue(), LOOK_EVERY_MS),
      setInterval(() => void this.forget(), FORGET_EVERY_MS),
    ]
    for (const timer of this.#timers) timer.unref()
  }

  /** Never rejects. Whoever asks meanwhile waits for the round under way. */
  sendDue(): Promise<void> {
    this.#running ??= this.#guarded(() => this.#round()).finally(() => {
      this.#running = undefined
    })
    return this.#running
  }

  /** Removes what has not to be sent any more. */
  forget(): Promise<void> {
    const { store, mailer } = this.parts
    return this.#guarded(() => store.forget(mailer !== undefined))
  }

  async close(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer)
    await this.#running
  }

  async #round(): Promise<void> {
    if (!this.parts.mailer) return
    for (const due of await this.parts.store.claim()) await this.#handle(due)
  }

  async #handle(due: DueMail): Promise<void> {
    const { store, isOnline } = this.parts
    const { tenantId, visitorId, conversationId } = due
    if (await isOnline(tenantId, visitorId)) return store.wait(conversationId)
    const answers = await store.missed(conversationId)
    const last = answers.at(-1)
    if (!last) return
    if (!isOneAddress(due.email)) return store.done(conversationId, last.seq)
    try {
      await this.parts.mailer?.send(answerMail(due, answers))
    } catch (error) {
      return this.#fail(due, last.seq, error)
    }
    await store.done(conversationId, last.seq)
  }

  async #fail({ conversationId, attempts }: DueMail, upToSeq: number, error: unknown) {
    const { store, log } = this.parts
    const isLast = attempts + 1 >= MOST_ATTEMPTS
    log.warn({ err: error, conversationId, isLast }, 'an answer was not mailed')
    if (isLast) return store.done(conversationId, upToSeq)
    await store.failed(conversationId, FIRST_PAUSE_MS * 2 ** attempts)
  }

  async #guarded(run: () => Promise<void>): Promise<void> {
    try {
      await run()
    } catch (error) {
      this.parts.log.warn({ err: error }, 'mails of answers wait')
    }
  }
}
