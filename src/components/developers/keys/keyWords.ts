import type { ApiKey, KeyScope } from '@/lib/developersProtocol'

const UNUSED_MS = 90 * 24 * 3_600_000

/** What a secret key may do, for people. */
export const scopeWords: Record<KeyScope, { label: string; hint: string }> = {
  push: { label: 'push', hint: 'push messages to users' },
  'presence:read': { label: 'presence:read', hint: 'read who is online' },
  'messages:read': { label: 'messages:read', hint: 'read conversations' },
  'messages:write': { label: 'messages:write', hint: 'answer in conversations' },
  admin: { label: 'admin', hint: 'change webhooks and settings' },
}

/** What stands under `Can do`. */
export function powersOf({ kind, scopes }: ApiKey): readonly string[] {
  return kind === 'publishable' ? ['widget'] : scopes
}

/** Made long ago and not used since, or never: somebody might take it away. */
export function isForgotten({ createdAt, lastUsedAt }: ApiKey, nowMs: number): boolean {
  return nowMs - Date.parse(lastUsedAt ?? createdAt) > UNUSED_MS
}
