import { type Database, reachedStore } from '@/services/database'
import { postgresAuditStore } from './audit/postgresAuditStore'
import type { IdentityStores } from './identityStores'
import { postgresApiKeyStore } from './keys/postgresApiKeyStore'
import { postgresAccountSessionStore } from './postgresAccountSessionStore'
import { postgresAccountStore } from './postgresAccountStore'
import { postgresInvitationStore } from './postgresInvitationStore'
import { postgresPasswordResetStore } from './postgresPasswordResetStore'
import { postgresTenantStore } from './postgresTenantStore'
import { postgresIdentitySecretStore } from './proofs/postgresIdentitySecretStore'
import { postgresSiteStore } from './sites/postgresSiteStore'
import { postgresTeamStore } from './team/postgresTeamStore'

/** PostgreSQL, embedded or not. */
export function postgresIdentityStores(database: Database): IdentityStores {
  return {
    accounts: reachedStore(postgresAccountStore(database)),
    accountSessions: reachedStore(postgresAccountSessionStore(database)),
    passwordResets: reachedStore(postgresPasswordResetStore(database)),
    invitations: reachedStore(postgresInvitationStore(database)),
    tenants: reachedStore(postgresTenantStore(database)),
    apiKeys: reachedStore(postgresApiKeyStore(database)),
    identitySecrets: reachedStore(postgresIdentitySecretStore(database)),
    sites: reachedStore(postgresSiteStore(database)),
    team: reachedStore(postgresTeamStore(database)),
    audit: reachedStore(postgresAuditStore(database)),
  }
}
