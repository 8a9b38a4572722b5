/** Lets `burst` through at once and `perSecond` in the long run. */
export interface TokenBucket {
  /** Seconds to wait; 0 when the token was taken. */
  take(): number
}

export function tokenBucket(
  perSecond: number,
  burst: number,
  now: () => number = Date.now,
): TokenBucket {
  let tokens = burst
  let filledAtMs = now()
  return {
    take: () => {
      const atMs = now()
      tokens = Math.min(burst, tokens + ((atMs - filledAtMs) / 1000) * perSecond)
      filledAtMs = atMs
      if (tokens < 1) return (1 - tokens) / perSecond
      tokens -= 1
      return 0
    },
  }
}
