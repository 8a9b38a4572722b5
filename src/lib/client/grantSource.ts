/** A grant is not shown any more this long before its end. */
const spareMs = 60_000

/** Gives what opens the server for a while. Both calls reject with a `ParleyApiError`. */
export interface GrantSource<Grant> {
  /** The grant in hand, or a new one from 60 s before its end. */
  get(): Promise<Grant>
  /** A new grant, whatever is in hand. */
  renew(): Promise<Grant>
  /** Drops the grant in hand, after a sign-out. */
  forget(): void
}

/** Keeps the grant in hand and has one request in flight. */
export function createGrantSource<Grant extends { expiresIn: number }>(
  fetchGrant: () => Promise<Grant>,
  now: () => number = Date.now,
): GrantSource<Grant> {
  let inHand: { grant: Grant; goodUntilMs: number } | undefined
  let inFlight: Promise<Grant> | undefined

  const renew = () => {
    inFlight ??= keep(fetchGrant())
    return inFlight
  }
  const keep = (request: Promise<Grant>): Promise<Grant> => {
    const kept = request
      .then((grant) => {
        if (inFlight === kept) inHand = { grant, goodUntilMs: now() + usableMs(grant) }
        return grant
      })
      .finally(() => {
        if (inFlight === kept) inFlight = undefined
      })
    return kept
  }

  return {
    get: async () => (inHand && now() < inHand.goodUntilMs ? inHand.grant : renew()),
    renew,
    forget: () => {
      inHand = undefined
      inFlight = undefined
    },
  }
}

/** How long a grant may be shown. */
export function usableMs({ expiresIn }: { expiresIn: number }): number {
  const lifeMs = expiresIn * 1000
  return lifeMs - Math.min(spareMs, lifeMs / 2)
}
