/** How long an access token lives, and so how long the end of its account session is remembered. */
export const ACCESS_TOKEN_MS = 15 * 60_000

/** The account sessions that ended so recently that access tokens of theirs may be around. */
export interface EndedSessions {
  add(accountSessionIds: readonly string[]): void
  has(accountSessionId: string): boolean
  /** Resolves when the ends from before the start of this process are known too. */
  ready(): Promise<void>
}

interface Options {
  endedSince(sinceMs: number): Promise<string[]>
  now(): number
}

export function endedSessions({ endedSince, now }: Options): EndedSessions {
  const forgetAtMs = new Map<string, number>()
  let loading: Promise<void> | undefined

  function add(accountSessionIds: readonly string[]): void {
    forgetOld()
    for (const id of accountSessionIds) forgetAtMs.set(id, now() + ACCESS_TOKEN_MS)
  }

  /** The map is in the order of ending. */
  function forgetOld(): void {
    for (const [id, atMs] of forgetAtMs) {
      if (atMs > now()) return
      forgetAtMs.delete(id)
    }
  }

  async function load(): Promise<void> {
    add(await endedSince(now() - ACCESS_TOKEN_MS))
  }

  function ready(): Promise<void> {
    loading ??= load().catch((error) => {
      loading = undefined
      throw error
    })
    return loading
  }

  return { add, has: (id) => (forgetAtMs.get(id) ?? 0) > now(), ready }
}
