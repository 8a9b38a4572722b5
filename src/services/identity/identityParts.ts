import type { Logger } from 'pino'
import type { Broadcaster, RequestLimits } from '@/services/realtime'
import type { IdentityStores } from './identityStores'
import type { Mailer } from './mailer'
import type { Passwords } from './passwords'
import type { SessionEnds } from './sessionEnds'

export interface IdentityOptions {
  /** The first signs access tokens, all verify. */
  jwtSecrets: readonly string[]
  publicUrl: string
  signUp: 'invite' | 'open' | 'closed'
  demo: boolean
  secureCookie: boolean
  allowedOrigins: readonly string[]
  gatewayKey?: { key: string; tenantId: string }
}

export interface IdentityParts {
  stores: IdentityStores
  /** Where there are other processes. */
  sessionEnds?: SessionEnds | undefined
  keyEnds?: SessionEnds | undefined
  /** The sessions of visitors that were ended since. */
  endedVisits?: ((sinceMs: number) => Promise<string[]>) | undefined
  visitEnds?: SessionEnds | undefined
  broadcaster: Broadcaster
  limits: RequestLimits
  mailer: Mailer
  log: Logger
  options: IdentityOptions
  /** Milliseconds since 1970. */
  now?: () => number
  passwords?: Passwords
}
