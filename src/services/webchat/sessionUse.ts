import type { Logger } from 'pino'
import type { SessionStore, VisitorSession } from './sessionStore'

/** Sessions that come into use together are noted together. */
const COLLECT_MS = 5000
/** A session in use is prolonged so often: little enough beside its 24 hours. */
const AGAIN_MS = 600_000
const BATCH = 1000
/** What nobody can prove to be theirs any more is kept a few days for those who look back. */
const KEPT_MS = 7 * 24 * 3_600_000
const FORGET_EVERY_MS = 3_600_000

interface UseParts {
  store: Pick<SessionStore, 'touch' | 'forget'>
  show(sessions: readonly VisitorSession[]): Promise<void>
  log: Logger
  now: () => number
}

/** The sessions with a connected visitor, which live on; and the end of those long over. */
export class SessionUse {
  readonly #connections = new Map<string, number>()
  readonly #timers: NodeJS.Timeout[]
  #fresh = new Set<string>()
  #collecting: NodeJS.Timeout | undefined
  #noting: Promise<void> = Promise.resolve()

  constructor(private readonly parts: UseParts) {
    this.#timers = [
      setInterval(() => this.#touchLater([...this.#connections.keys()]), AGAIN_MS),
      setInterval(() => void this.#forget(), FORGET_EVERY_MS),
    ]
    for (const timer of this.#timers) timer.unref()
  }

  /** Somebody uses the session, until `end`. */
  begin(sessionId: string): void {
    this.#connections.set(sessionId, (this.#connections.get(sessionId) ?? 0) + 1)
    this.note(sessionId)
  }

  /** It was used just now. */
  note(sessionId: string): void {
    this.#fresh.add(sessionId)
    this.#collecting ??= setTimeout(() => this.#noteFresh(), COLLECT_MS).unref()
  }

  end(sessionId: string): void {
    const left = (this.#connections.get(sessionId) ?? 1) - 1
    if (left > 0) this.#connections.set(sessionId, left)
    else this.#connections.delete(sessionId)
  }

  /** Notes what waits; resolves when everything begun is noted. */
  async close(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer)
    clearTimeout(this.#collecting)
    this.#noteFresh()
    await this.#noting
  }

  #noteFresh(): void {
    this.#collecting = undefined
    const fresh = [...this.#fresh]
    this.#fresh = new Set()
    this.#touchLater(fresh)
  }

  #touchLater(sessionIds: readonly string[]): void {
    this.#noting = this.#noting.then(() => this.#touch(sessionIds))
  }

  async #touch(sessionIds: readonly string[]): Promise<void> {
    const { store, show, log, now } = this.parts
    try {
      for (let at = 0; at < sessionIds.length; at += BATCH)
        await show(await store.touch(sessionIds.slice(at, at + BATCH), now()))
    } catch (error) {
      log.warn({ err: error, sessions: sessionIds.length }, 'sessions were not prolonged')
    }
  }

  async #forget(): Promise<void> {
    const { store, log, now } = this.parts
    await store
      .forget(now() - KEPT_MS)
      .catch((error) => log.warn({ err: error }, 'old sessions were not removed'))
  }
}
