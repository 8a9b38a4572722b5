import { type Database, reachedStore } from '@/services/database'
import { postgresAuditStore } from './audit/postgresAuditStore'
import type { IdentityStores } from './identityStores'
import { postgresApiKeyStore } from './keys/postgresApiKeyStore'
import { postgresAccountSessionStore } from './postgresAccountSessionStore'
import { postgresAccountStore } from './postgresAccountStore'
import { postgresInvitationStore, postgresPasswordResetStore } from './postgresLinkStore'
import { postgresTenantStore } from './postgresTenantStore'

/** PostgreSQL, embedded or not. */
export function postgresIdentityStores(database: Database): IdentityStores {
  return {
    accounts: reachedStore(postgresAccountStore(database)),
    accountSessions: reachedStore(postgresAccountSessionStore(database)),
    passwordResets: reachedStore(postgresPasswordResetStore(database)),
    invitations: reachedStore(postgresInvitationStore(database)),
    tenants: reachedStore(postgresTenantStore(database)),
    apiKeys: reachedStore(postgresApiKeyStore(database)),
    audit: reachedStore(postgresAuditStore(database)),
  }
}
