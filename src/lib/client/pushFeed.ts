import type { Clock } from './clock'
import type { PushHandler } from './pushHandlers'
import type { PushSocket, PushSocketOptions } from './pushSocket'

export interface PushFeedState {
  /** Pushes are told as they come; those that wait, with the next connection. */
  readonly isConnected: boolean
  /** Why there is no connection: a `ParleyApiError`. What has `retry: false` is not tried again. */
  readonly error: Error | null
}

interface Options {
  clock: Clock
  openSocket(onState: PushSocketOptions['onState']): Pick<PushSocket, 'hear' | 'start' | 'stop'>
  /** Nobody hears any more. */
  onIdle(): void
}

/** Pushes for all who hear them: over one socket, from the first of them to the last. */
export class PushFeed {
  #state: PushFeedState = { isConnected: false, error: null }
  readonly #socket: ReturnType<Options['openSocket']>
  readonly #watchers = new Set<() => void>()

  constructor(private readonly options: Options) {
    this.#socket = options.openSocket((isConnected, error) => {
      this.#state = { isConnected, error }
      for (const changed of [...this.#watchers]) changed()
    })
  }

  get state(): PushFeedState {
    return this.#state
  }

  /** @returns the end of hearing. */
  watch(event: string, handler: PushHandler, changed: () => void): () => void {
    const watcher = () => changed()
    this.#watchers.add(watcher)
    const end = this.#socket.hear(event, handler)
    this.#socket.start()
    return () => {
      end()
      this.#watchers.delete(watcher)
      // Strict mode ends and begins again at once.
      this.options.clock.after(0, () => {
        if (this.#watchers.size > 0) return
        this.#socket.stop()
        this.options.onIdle()
      })
    }
  }
}
