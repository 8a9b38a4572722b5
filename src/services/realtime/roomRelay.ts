/** Something done to rooms of this process that the others are to do to theirs. */
export interface RoomMessage {
  /**
   * `say`: broadcast an event; `leave`: take the sockets out of rooms; `close`: end them; `tell`: the
   * process itself hears an event.
   */
  deed: 'say' | 'leave' | 'close' | 'tell'
  /** Addressed rooms; none means everybody. */
  rooms: readonly string[]
  except: readonly string[]
  /** JSON: the event's name and arguments, or rooms to leave. Read only where a room has members. */
  body: string
}

export interface RelayListener {
  message(message: RoomMessage): void
  /** Something was lost on the way and will not come: whoever is connected here must read again. */
  missed(): void
}

/** A process that has not been heard for a lease, without having said that it ends. */
export interface SilentProcess {
  id: string
  /** By the clock of the process that hears. */
  heardAtMs: number
  /** All that it said from then on is in `said`, as far as it is not older than 40 s. */
  knownFromMs: number
  /** Bodies of the events of late, of this and every other process, at most some 2000 of each. */
  said: readonly string[]
}

/** Does what is to be done once for all processes; a failure is tried again. */
export type SilenceListener = (process: SilentProcess) => Promise<void>

/**
 * Carries what is said in rooms to the other processes. Messages of one process arrive in their
 * order and each once; what cannot arrive any more is told as `missed`, never left out silently.
 * While the way is blocked, messages wait.
 */
export interface RoomRelay {
  /** Of this process, as the others hear it. */
  readonly id: string
  /** Sends together with whatever else this turn of the loop brings. Never throws. */
  sendLater(message: RoomMessage): void
  /** Begins to hear. Called once. */
  listen(listener: RelayListener): void
  /** What one of the processes does when another falls silent. */
  onSilence(listener: SilenceListener): void
  /** Sends what waits, as far as that is possible at once, and hears no more. */
  close(): Promise<void>
}
