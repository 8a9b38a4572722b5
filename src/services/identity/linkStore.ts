import type { OpenInvitation } from '@/lib/developersProtocol'
import type { Role } from '@/lib/protocol'
import type { Doing } from './audit/auditStore'

interface PasswordReset {
  tokenHash: string
  userId: string
  createdAt: Date
  expiresAt: Date
}

/** Single-use links to set a new password. */
export interface PasswordResetStore {
  /** Voids earlier links of the account. */
  add(reset: PasswordReset): Promise<void>
  /** When the account's open link was made. */
  openSince(userId: string): Promise<Date | undefined>
  isUsable(tokenHash: string, at: Date): Promise<boolean>
  /**
   * Uses a link up, sets the password and ends all sessions, in one step; of two at once one wins.
   * Resolves to the ids of the sessions that ended, or to nothing when it was not usable.
   */
  use(tokenHash: string, passwordHash: string, at: Date): Promise<string[] | undefined>
}

interface Invitation {
  tokenHash: string
  email: string
  role: Role
  expiresAt: Date
}

/**
 * Single-use links to join a tenant. They are used up by `AccountStore.addInvited`. Every
 * change is one step with its entry in the audit log.
 */
export interface InvitationStore {
  /** Voids earlier links of the tenant to the same e-mail. */
  add(doing: Doing, invitation: Invitation): Promise<void>
  /** Those that can still be used, newest first. */
  list(tenantId: string, at: Date): Promise<OpenInvitation[]>
  /** False where the tenant has no such open one. */
  revoke(doing: Doing, id: string): Promise<boolean>
  /** The link can still be used, by that e-mail. */
  isUsable(tokenHash: string, email: string, at: Date): Promise<boolean>
}
