import type { ParleyApiError } from '../parleyApiError'
import type { OnlineUser } from '../protocol'
import type { Clock } from './clock'
import type { Page } from './page'
import type { TenantSocket, TenantSocketHearer } from './tenantSocket'

/** What a screen shows of a tenant's presence. */
export interface OnlineUsersState {
  readonly onlineUsers: OnlineUser[]
  /** No list has come yet, and one is on its way. */
  readonly isLoading: boolean
  /** Why the list could not be read; what was read before stays. */
  readonly error: Error | null
  /** Changes come as they happen; else the list is asked for again and again. */
  readonly isConnected: boolean
}

export const nobodyYet: OnlineUsersState = {
  onlineUsers: [],
  isLoading: true,
  error: null,
  isConnected: false,
}

/** What one of those who watch wants. */
export interface Watching {
  /** Between two polls, in ms; at least 1000. */
  pollingInterval: number
  /** Reads the list without being told to. */
  autoRefresh: boolean
}

interface Options {
  clock: Clock
  page: Pick<Page, 'on' | 'isVisible'>
  /** Everybody, over HTTP. */
  read(): Promise<OnlineUser[]>
  /** What was shown is refused: the next reading shows something else, if there is. */
  forgetPass(): void
  /** Absent where no socket is wanted. */
  openSocket: ((hearer: TenantSocketHearer) => Socket) | undefined
  /** Nobody watches any more. */
  onIdle(): void
}

type Socket = Pick<TenantSocket, 'start' | 'stop' | 'readUsers'>

const shortestIntervalMs = 1_000
/** A socket that comes back by then is not worth a poll. */
const pollAfterDropMs = 2_000

/** One tenant's list for all who watch it: over one socket, and by polling while that is away. */
export class OnlineUsersFeed {
  #state = nobodyYet
  readonly #watchers = new Map<object, Watching & { changed(): void }>()
  readonly #socket: Socket | undefined
  #isRunning = false
  #round = 0
  /** The last answer will not change by asking again. */
  #isRefused = false
  #waiting: (() => void)[] = []
  #cancelPoll = () => {}
  #ends: (() => void)[] = []

  constructor(private readonly options: Options) {
    this.#socket = options.openSocket?.(this.#hearer())
  }

  get state(): OnlineUsersState {
    return this.#state
  }

  /** Begins with the first who watches. @returns the end of watching. */
  watch(changed: () => void, watching: Watching): () => void {
    const watcher = {}
    this.#watchers.set(watcher, { ...watching, changed })
    if (!this.#isRunning) this.#start()
    this.#pollIn(0)
    return () => {
      this.#watchers.delete(watcher)
      // Strict mode ends and begins again at once.
      this.options.clock.after(0, () => {
        if (this.#watchers.size === 0) this.#stop()
      })
    }
  }

  /** Reads the list now. Never rejects: what went wrong is in the state. */
  async refresh(): Promise<void> {
    if (!this.#isRunning) return
    this.#isRefused = false
    if (this.#state.isConnected) return this.#readOverSocket()
    // It may still be on its way as somebody who is about to be refused.
    this.#socket?.stop()
    this.#socket?.start()
    if (this.#state.error && this.#state.onlineUsers.length === 0) this.#show({ ...nobodyYet })
    await this.#poll()
  }

  #start(): void {
    const { page } = this.options
    this.#isRunning = true
    this.#ends = [
      page.on('visible', () => this.#returned()),
      page.on('hidden', () => this.#cancelPoll()),
    ]
    this.#socket?.start()
    if (!this.#socket && !this.#isPolled()) this.#show({ ...this.#state, isLoading: false })
  }

  /** Somebody may have signed in again meanwhile. */
  #returned(): void {
    this.#isRefused = false
    this.#socket?.start()
    this.#pollIn(0)
  }

  #stop(): void {
    if (!this.#isRunning) return
    this.#isRunning = false
    this.#round += 1
    this.#cancelPoll()
    this.#socket?.stop()
    for (const end of this.#ends.splice(0)) end()
    this.#letGo()
    this.options.onIdle()
  }

  #hearer(): TenantSocketHearer {
    return {
      up: () => {},
      message: () => {},
      users: (onlineUsers) => {
        this.#cancelPoll()
        this.#show({ onlineUsers, isLoading: false, error: null, isConnected: true })
        this.#letGo()
      },
      down: () => {
        this.#show({ ...this.#state, isConnected: false })
        this.#letGo()
        this.#pollIn(Math.min(pollAfterDropMs, this.#intervalMs()))
      },
      failed: (error) => {
        const isTold = this.#isPolled() || this.#state.isConnected
        if (!isTold) this.#show({ ...this.#state, isLoading: false, error })
      },
    }
  }

  #readOverSocket(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve)
      this.#socket?.readUsers()
    })
  }

  #letGo(): void {
    for (const resolve of this.#waiting.splice(0)) resolve()
  }

  #isPolled(): boolean {
    return [...this.#watchers.values()].some(({ autoRefresh }) => autoRefresh)
  }

  #intervalMs(): number {
    const wanted = [...this.#watchers.values()].map(({ pollingInterval }) => pollingInterval)
    return Math.max(shortestIntervalMs, Math.min(...wanted) || 0)
  }

  #pollIn(delayMs: number): void {
    this.#cancelPoll()
    const isWanted = this.#isRunning && this.#isPolled() && !this.#isRefused
    if (!isWanted || this.#state.isConnected || !this.options.page.isVisible()) return
    this.#cancelPoll = this.options.clock.after(delayMs, () => void this.#poll())
  }

  async #poll(): Promise<void> {
    this.#cancelPoll()
    this.#round += 1
    const round = this.#round
    const outcome = await this.options.read().then(
      (onlineUsers) => ({ onlineUsers, error: null, waitMs: 0 }),
      (error: ParleyApiError) => this.#failure(error),
    )
    // A list of the socket, and a later answer, know better.
    if (round !== this.#round || this.#state.isConnected) return
    const { waitMs, ...news } = outcome
    this.#show({ ...this.#state, ...news, isLoading: false })
    this.#pollIn(Math.max(waitMs, this.#intervalMs()))
  }

  #failure(error: ParleyApiError) {
    this.#isRefused = error.retry === false
    if (this.#isRefused) this.options.forgetPass()
    return { error, waitMs: (error.retryAfterSeconds ?? 0) * 1000 }
  }

  #show(state: OnlineUsersState): void {
    this.#state = state
    for (const { changed } of [...this.#watchers.values()]) changed()
  }
}
