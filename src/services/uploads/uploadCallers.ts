import { refusal } from '@/lib/errors'
import { isAdmin, type Principal, type Scope } from '@/services/realtime'
import type { UploadReader } from './uploadStore'

/** Whose a file is that the caller sends. */
export function ownerOf(caller: Principal): string {
  return caller.kind === 'service' ? caller.keyId : caller.userId
}

export function readerOf(caller: Principal): UploadReader {
  return {
    tenantId: caller.tenantId,
    readerId: ownerOf(caller),
    isUser: caller.kind === 'user',
    isStaff: caller.kind === 'service' || isAdmin(caller),
  }
}

/** A program needs the scope; people may do it anyway. */
export function requireScope(caller: Principal, scope: Scope): void {
  if (caller.kind === 'service' && !caller.scopes.includes(scope))
    throw refusal('FORBIDDEN', { sentence: `This key needs the scope ${scope}` })
}
