import { randomUUID } from 'node:crypto'
import type { KeyKind } from '@/lib/developersProtocol'
import { hashOf, newSecret } from '../secrets'

const PREFIXES: Record<KeyKind, string> = {
  publishable: 'parley_pk_',
  secret: 'parley_sk_',
}
const SHOWN = 4

/** The text of a new key and what is kept of it: its hash, and enough to tell keys apart. */
export function newKey(kind: KeyKind) {
  const secret = newSecret(PREFIXES[kind])
  return {
    secret,
    id: `key_${randomUUID()}`,
    hash: hashOf(secret),
    prefix: secret.slice(0, PREFIXES[kind].length + SHOWN),
    suffix: secret.slice(-SHOWN),
    value: kind === 'publishable' ? secret : undefined,
  }
}
