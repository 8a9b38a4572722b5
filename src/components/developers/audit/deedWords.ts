import type { AuditAction } from '@/lib/developersProtocol'

/** What was done, between who did it and what it was done to. */
export const deedWords: Record<AuditAction, string> = {
  'key.created': 'created the key',
  'key.changed': 'changed the key',
  'key.rotated': 'rotated the key',
  'key.revoked': 'revoked the key',
  'site.created': 'added the site',
  'site.changed': 'changed the site',
  'site.deleted': 'removed the site',
  'member.role_changed': 'changed the role of',
  'member.removed': 'removed',
  'invitation.created': 'invited',
  'invitation.revoked': 'took back the invitation to',
  'identity_secret.created': 'created the identity secret',
  'identity_secret.revoked': 'revoked the identity secret',
}
