import { createHash } from 'node:crypto'

/** Whether a back end knows a key; undefined where none can be asked. */
export type AskForKey = (key: string) => Promise<boolean | undefined>

export interface KeyChecks {
  /** True only when a back end said so: what cannot be asked is theirs to decide. */
  isRefused(key: string): Promise<boolean>
}

const KNOWN_MS = 30_000
/** A key may be made a moment after it was tried. */
const UNKNOWN_MS = 5000
const MOST = 10_000

interface Check {
  answer: Promise<boolean | undefined>
  untilMs: number
}

/** Asks once for many requests. Keys themselves are not kept. */
export function createKeyChecks({ ask, now }: { ask: AskForKey; now(): number }): KeyChecks {
  const checks = new Map<string, Check>()

  function checkOf(key: string): Check {
    const hash = keyHash(key)
    const known = checks.get(hash)
    if (known && known.untilMs > now()) return known
    const check: Check = { answer: ask(key), untilMs: Number.POSITIVE_INFINITY }
    checks.delete(hash)
    checks.set(hash, check)
    forgetOldest(checks)
    check.answer.then(
      (isKnown) => {
        check.untilMs = isKnown === undefined ? 0 : now() + (isKnown ? KNOWN_MS : UNKNOWN_MS)
      },
      () => checks.delete(hash),
    )
    return check
  }

  return { isRefused: async (key) => (await checkOf(key).answer) === false }
}

export function keyHash(key: string): string {
  return createHash('sha256').update(key).digest('base64url')
}

function forgetOldest(checks: Map<string, Check>): void {
  if (checks.size <= MOST) return
  const [oldest] = checks.keys()
  if (oldest !== undefined) checks.delete(oldest)
}
