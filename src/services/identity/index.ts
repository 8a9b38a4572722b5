import type { Database } from '@/services/database'
import type { IdentityParts } from './identityParts'
import { type IdentityService, identityService } from './identityService'
import { postgresIdentityStores } from './postgresIdentityStores'

export { DEMO_KEYS, DEMO_TENANT } from './demoCast'
export type { IdentityOptions } from './identityParts'
export type { IdentityService, SignedInAccount } from './identityService'
export { openMailer } from './mailer'
export { seedDemo } from './postgresDemoSeed'
export type { ProvenPerson } from './proofs/provenPerson'
export { redisKeyEnds, redisSessionEnds, redisVisitEnds } from './redisSessionEnds'
export type { SessionEnds } from './sessionEnds'
export type { VisitEnds } from './visitEnds'
export type { VisitorTokens } from './visitorTokens'
export type { Website, Websites } from './websites'

export function createIdentity(
  parts: Omit<IdentityParts, 'stores'> & { database: Database },
): IdentityService {
  return identityService({ ...parts, stores: postgresIdentityStores(parts.database) })
}
