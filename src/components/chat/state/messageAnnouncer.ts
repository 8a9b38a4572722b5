const BURST_MS = 2000
const BURST_COUNT = 3
const ELSEWHERE_EVERY_MS = 10_000
const SPOKEN_CHARACTERS = 200

/** Speaks new messages without flooding the listener. */
export interface MessageAnnouncer {
  /** In the open conversation: the text, or their number when they come in a burst. */
  here(name: string, text: string): void
  /** In another conversation: who, at most every 10 s. */
  elsewhere(name: string): void
  close(): void
}

export function createMessageAnnouncer(
  say: (text: string) => void,
  now: () => number = Date.now,
): MessageAnnouncer {
  let burst: { name: string; count: number } | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let elsewhereAt = Number.NEGATIVE_INFINITY

  function endBurst(): void {
    clearTimeout(timer)
    if (burst && burst.count > BURST_COUNT) say(`${burst.count} new messages from ${burst.name}`)
    burst = undefined
  }

  return {
    here(name, text) {
      if (burst?.name !== name) {
        endBurst()
        burst = { name, count: 0 }
        timer = setTimeout(endBurst, BURST_MS)
      }
      burst.count += 1
      if (burst.count <= BURST_COUNT) say(`${name}: ${text.slice(0, SPOKEN_CHARACTERS)}`)
    },
    elsewhere(name) {
      if (now() - elsewhereAt < ELSEWHERE_EVERY_MS) return
      elsewhereAt = now()
      say(`New message from ${name}`)
    },
    close: () => clearTimeout(timer),
  }
}
