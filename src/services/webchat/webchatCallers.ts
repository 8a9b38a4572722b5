import { refusal } from '@/lib/errors'
import type { Website } from '@/services/identity'
import {
  isAdmin,
  type Principal,
  type Scope,
  type ServicePrincipal,
  type UserPrincipal,
  type VisitorPrincipal,
} from '@/services/realtime'
import type { VisitorSessionsService } from './visitorSessionsService'

/** What a request says of its session and its visitor. */
export interface Claimed {
  sessionId?: string | undefined
  userId?: string | undefined
  conversationId?: string | undefined
}

/** What else a page shows when a session is made for its message. */
export interface Shown {
  fingerprint?: string | undefined
  address: string
}

/** Somebody who speaks for the tenant. */
export interface Staff {
  tenantId: string
  senderId: string
  /** Undefined for programs, which say it themselves. */
  name: string | undefined
}

export type VisitorCaller = Principal | Website

type Sessions = Pick<VisitorSessionsService, 'enter' | 'enterAs' | 'find'>

/**
 * The visitor whom a caller is, or writes for. Whatever is claimed beyond the credential is refused:
 * a session of somebody else is not found, a user id is not proven.
 */
export async function visitorBehind(
  caller: VisitorCaller,
  claimed: Claimed,
  shown: Shown,
  sessions: Sessions,
): Promise<VisitorPrincipal> {
  switch (caller.kind) {
    case 'visitor':
      return ownVisitor(caller, claimed)
    case 'user':
      return ownUser(caller, claimed, sessions)
    case 'website':
      requireNobody(claimed.userId)
      return sessions.enter(caller, { ...shown, name: claimed.sessionId })
    case 'service':
      requireScope(caller, 'messages:write')
      return visitorOfBackEnd(caller, claimed, shown, sessions)
  }
}

/** Whom the tenant lets speak for it, undefined for everybody else. */
export function staffOf(caller: VisitorCaller): Staff | undefined {
  if (caller.kind === 'service') {
    return { tenantId: caller.tenantId, senderId: caller.keyId, name: undefined }
  }
  if (caller.kind !== 'user' || !isAdmin(caller)) return undefined
  return { tenantId: caller.tenantId, senderId: caller.userId, name: caller.name }
}

/** Whose files a caller may send with a message; a page without a token has sent none. */
export function uploaderOf(caller: VisitorCaller): string {
  if (caller.kind === 'website') return ''
  return caller.kind === 'service' ? caller.keyId : caller.userId
}

/** A program needs the scope; an admin has all. */
export function requireScope(caller: VisitorCaller, scope: Scope): void {
  if (caller.kind === 'service' && !caller.scopes.includes(scope))
    throw refusal('FORBIDDEN', { sentence: `This key needs the scope ${scope}` })
}

function ownVisitor(visitor: VisitorPrincipal, { sessionId, userId }: Claimed): VisitorPrincipal {
  if (userId !== undefined && userId !== visitor.userId) throw refusal('IDENTITY_UNVERIFIED')
  // A name of the client's own making says nothing beside a token; an id of ours names a session.
  if (sessionId?.startsWith('s_') && sessionId !== visitor.sessionId)
    throw refusal('SESSION_NOT_FOUND')
  return visitor
}

async function ownUser(user: UserPrincipal, claimed: Claimed, sessions: Sessions) {
  if (claimed.userId !== undefined && claimed.userId !== user.userId)
    throw refusal('IDENTITY_UNVERIFIED')
  const visitor = await sessions.enterAs(user.userId, noPageOf(user.tenantId))
  return ownVisitor(visitor, claimed)
}

function requireNobody(userId: string | undefined): void {
  if (userId !== undefined) throw refusal('IDENTITY_UNVERIFIED')
}

async function visitorOfBackEnd(
  { tenantId }: ServicePrincipal,
  { sessionId, userId }: Claimed,
  shown: Shown,
  sessions: Sessions,
): Promise<VisitorPrincipal> {
  if (sessionId?.startsWith('s_')) {
    const visitor = await sessions.find(tenantId, sessionId)
    if (!visitor || (userId !== undefined && userId !== visitor.userId))
      throw refusal('SESSION_NOT_FOUND')
    return visitor
  }
  const page = noPageOf(tenantId)
  if (userId === undefined) return sessions.enter(page, { ...shown, name: sessionId })
  requireTenantsOwn(userId)
  return sessions.enterAs(userId, page)
}

/** Accounts and anonymous visitors have ids of ours, which nobody else is given. */
function requireTenantsOwn(userId: string): void {
  if (/^[uv]_/.test(userId))
    throw refusal('INVALID_REQUEST', {
      sentence: 'The id of your own user does not begin with u_ or v_',
      details: ['userId'],
    })
}

function noPageOf(tenantId: string): Website {
  return { kind: 'website', tenantId, siteId: undefined, origin: '' }
}
