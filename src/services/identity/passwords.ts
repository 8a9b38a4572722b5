import { hash, verify } from '@node-rs/argon2'
import { turns } from './turns'

/** argon2id as OWASP advises: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** A hash at the same cost of a password nobody knows: an unknown e-mail takes as long as a known one. */
export const NOBODYS_HASH =
  '$argon2id$v=19$m=19456,t=2,p=1$IEowFyDSUccUp1w1nEYbPA$25eCd7/8r85I8vJWFK1ENCeVjP5yw/5wwza1+mgz328'

export interface Passwords {
  hash(password: string): Promise<string>
  /** Takes as long when there is no hash to compare with, and is then false. */
  matches(stored: string | undefined, password: string): Promise<boolean>
}

/** Two at once leave half of Node's four threads to everybody else. */
export function argon2Passwords({ atOnce = 2, mostWaiting = 64 } = {}): Passwords {
  const inTurn = turns(atOnce, mostWaiting)
  return {
    hash: (password) => inTurn(() => hash(normal(password), COST)),
    matches: async (stored, password) => {
      const same = await inTurn(() => verify(stored ?? NOBODYS_HASH, normal(password)))
      return same && stored !== undefined
    },
  }
}

/** The same keys give different code points on different systems. */
function normal(password: string): string {
  return password.normalize('NFKC')
}
