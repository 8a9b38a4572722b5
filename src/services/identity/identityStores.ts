import type { AccountSessionStore } from './accountSessionStore'
import type { AccountStore } from './accountStore'
import type { AuditStore } from './audit/auditStore'
import type { ApiKeyStore } from './keys/apiKeyStore'
import type { InvitationStore, PasswordResetStore } from './linkStore'
import type { IdentitySecretStore } from './proofs/identitySecretStore'
import type { SiteStore } from './sites/siteStore'
import type { TeamStore } from './team/teamStore'
import type { TenantStore } from './tenantStore'

/** Where identity keeps what it knows. */
export interface IdentityStores {
  accounts: AccountStore
  accountSessions: AccountSessionStore
  passwordResets: PasswordResetStore
  invitations: InvitationStore
  tenants: TenantStore
  apiKeys: ApiKeyStore
  audit: AuditStore
  identitySecrets: IdentitySecretStore
  sites: SiteStore
  team: TeamStore
}
