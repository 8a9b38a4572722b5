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

/**
 * Carries what is said in rooms to the other processes. Messages of one process arrive in their
 * order and each once; what cannot arrive any more is told as `missed`, never left out silently.
 * While the way is blocked, messages wait.
 */
export interface RoomRelay {
  /** Sends together with whatever else this turn of the loop brings. Never throws. */
  sendLater(message: RoomMessage): void
  /** Begins to hear. Called once. */
  listen(listener: RelayListener): void
  /** Sends what waits, as far as that is possible at once, and hears no more. */
  close(): Promise<void>
}
