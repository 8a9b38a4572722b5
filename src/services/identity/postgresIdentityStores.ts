import { type Database, reachedStore } from '@/services/database'
import type { IdentityStores } from './identityStores'
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
  }
}
