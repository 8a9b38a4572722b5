import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** A secret of 256 random bits. The prefix says to people and to secret scanners what it opens. */
export function newSecret(prefix = ''): string {
  return prefix + randomBytes(32).toString('base64url')
}

/**
 * What is stored instead of a secret, and looked up by. It needs no salt and no slow function:
 * nobody can guess 256 bits. Passwords are another matter, see passwords.ts.
 */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}

/** Compares two hashes in constant time. */
export function sameHash(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
