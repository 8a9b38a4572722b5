import type { Database } from '@/services/database'
import type { IdentityStores } from './identityStores'
import { postgresAccountSessionStore } from './postgresAccountSessionStore'
import { postgresAccountStore } from './postgresAccountStore'
import { postgresInvitationStore, postgresPasswordResetStore } from './postgresLinkStore'
import { postgresTenantStore } from './postgresTenantStore'

/** PostgreSQL, embedded or not. */
export function postgresIdentityStores(database: Database): IdentityStores {
  return {
    accounts: postgresAccountStore(database),
    accountSessions: postgresAccountSessionStore(database),
    passwordResets: postgresPasswordResetStore(database),
    invitations: postgresInvitationStore(database),
    tenants: postgresTenantStore(database),
  }
}
