export interface SessionEndsListener {
  /** Ended by some process, perhaps this one. */
  ended(ids: readonly string[], reason: string): void
  /** Ends may have gone unheard: look into storage. */
  missed(): void
}

/** Tells all processes at once that account sessions, or keys, have ended. Storage stays the truth. */
export interface SessionEnds {
  /** Returns at once and never throws. */
  tell(ids: readonly string[], reason: string): void
  /** Called once. While nothing can be heard, `missed` comes every few seconds. */
  listen(listener: SessionEndsListener): void
  close(): void
}

/** One process needs to tell nobody. */
export const noSessionEnds: SessionEnds = {
  tell: () => undefined,
  listen: () => undefined,
  close: () => undefined,
}
