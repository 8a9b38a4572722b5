import type { UserActivity, UserStatus } from '../protocol'
import type { Clock } from './clock'
import type { Page } from './page'

const heartbeatMs = 30_000
/** Until the server has said another time. */
const usualIdleAfterMs = 5 * 60_000

interface Options {
  page: Page
  clock: Clock
  say(activity: UserActivity): void
}

/** Tells the server what this person does: every 30 s, and at every change. */
export class ActivityReporter {
  #status: UserStatus | undefined
  #isActive = true
  #isUp = false
  #lastInputMs = 0
  #idleAfterMs = usualIdleAfterMs
  #cancelBeat = () => {}
  #cancelIdle = () => {}
  #ends: (() => void)[] = []

  constructor(private readonly options: Options) {}

  /** Listens to the page. */
  start(): void {
    const { page, clock } = this.options
    this.#isActive = page.isVisible()
    this.#lastInputMs = clock.now()
    this.#watchIdle(this.#idleAfterMs)
    this.#ends = [
      page.on('input', () => this.#used()),
      page.on('visible', () => this.#used()),
      page.on('hidden', () => this.#setActive(false)),
      page.on('moved', () => this.#report()),
    ]
  }

  /** Ends listening to the page. */
  stop(): void {
    this.rest()
    this.#cancelIdle()
    for (const end of this.#ends.splice(0)) end()
  }

  /** The socket is up: says everything, and from then on what changes. */
  begin(): void {
    this.#isUp = true
    this.#report()
  }

  /** The socket is gone. */
  rest(): void {
    this.#isUp = false
    this.#cancelBeat()
  }

  /** Without input for so long, the person counts as inactive. */
  setIdleAfter(seconds: number): void {
    this.#idleAfterMs = seconds * 1000
    if (this.#ends.length === 0) return
    this.#cancelIdle()
    this.#watchIdle(Math.max(0, this.#idleLeftMs()))
  }

  setStatus(status: UserStatus): void {
    if (status === this.#status) return
    this.#status = status
    this.#report()
  }

  #used(): void {
    this.#lastInputMs = this.options.clock.now()
    this.#setActive(this.options.page.isVisible())
  }

  /** Inputs come by the hundred: one timer looks back, instead of one timer per input. */
  #watchIdle(inMs: number): void {
    const { clock } = this.options
    this.#cancelIdle = clock.after(inMs, () => {
      const leftMs = this.#idleLeftMs()
      if (leftMs <= 0) this.#setActive(false)
      this.#watchIdle(leftMs > 0 ? leftMs : this.#idleAfterMs)
    })
  }

  #idleLeftMs(): number {
    return this.#lastInputMs + this.#idleAfterMs - this.options.clock.now()
  }

  #setActive(active: boolean): void {
    if (active === this.#isActive) return
    this.#isActive = active
    this.#report()
  }

  #report(): void {
    if (!this.#isUp) return
    const { page, clock, say } = this.options
    this.#cancelBeat()
    this.#cancelBeat = clock.after(heartbeatMs, () => this.#report())
    const chosen = this.#status && { status: this.#status }
    say({ ...page.address(), active: this.#isActive, ...chosen })
  }
}
