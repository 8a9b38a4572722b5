const SEEN_MS = 500
const BETWEEN_MS = 1000

export interface ReadReceipts {
  /** The newest message whose lower edge is in view; undefined while nobody looks. */
  see(seq: number | undefined): void
  close(): void
}

/** A message is read once it was in view for 500 ms. One receipt for many, at most one a second. */
export function createReadReceipts(
  readUpTo: number,
  send: (seq: number) => void,
  now: () => number = Date.now,
): ReadReceipts {
  let inView: number | undefined
  let watched = 0
  let sent = readUpTo
  let sentAt = Number.NEGATIVE_INFINITY
  let timer: ReturnType<typeof setTimeout> | undefined

  function watch(seq: number, waitMs = SEEN_MS): void {
    clearTimeout(timer)
    watched = seq
    timer = setTimeout(settle, waitMs)
  }

  function settle(): void {
    timer = undefined
    if (inView === undefined) return
    const early = sentAt + BETWEEN_MS - now()
    if (early > 0) {
      watch(watched, early)
      return
    }
    sent = Math.min(watched, inView)
    sentAt = now()
    send(sent)
    if (inView > sent) watch(inView)
  }

  return {
    see(seq) {
      inView = seq
      if (seq === undefined || seq <= sent) {
        clearTimeout(timer)
        timer = undefined
      } else if (timer === undefined || seq < watched) watch(seq)
    },
    close: () => clearTimeout(timer),
  }
}
