import type { Logger } from 'pino'
import type { OpenInvitation } from '@/lib/developersProtocol'
import { refusal } from '@/lib/errors'
import type { Role } from '@/lib/protocol'
import type { UserPrincipal } from '@/services/realtime'
import type { AccountStore } from './accountStore'
import { doingOf } from './audit/auditStore'
import type { InvitationStore } from './linkStore'
import type { Mailer } from './mailer'
import { invitationMail } from './mails'
import { hashOf, newSecret } from './secrets'
import { MAY_GIVE } from './team/roles'

const LINK_MS = 7 * 24 * 3_600_000
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export interface Invited {
  email: string
  role: Role
  expiresAt: string
}

export interface Invitations {
  /** Mails a link to sign up with, which voids earlier ones of the tenant to that e-mail. */
  invite(who: UserPrincipal, wish: { email: string; role: Role }): Promise<Invited>
  /** Those that can still be used, newest first. */
  list(tenantId: string): Promise<OpenInvitation[]>
  /** Its link opens nothing any more. */
  revoke(who: UserPrincipal, id: string): Promise<void>
}

interface Options {
  store: InvitationStore
  accounts: AccountStore
  mailer: Mailer
  isClosed: boolean
  publicUrl: string
  log: Logger
  now(): number
}

export function createInvitations(options: Options): Invitations {
  const { store, accounts, mailer, publicUrl, log, now } = options

  async function invite(
    who: UserPrincipal,
    { email, role }: { email: string; role: Role },
  ): Promise<Invited> {
    await requireInvitable(who, role, email)
    const token = newSecret()
    const expiresAt = new Date(now() + LINK_MS)
    const doing = doingOf(who, new Date(now()))
    await store.add(doing, { tokenHash: hashOf(token), email, role, expiresAt })
    await send(email, who.name, `${publicUrl}/signup?invite=${token}`)
    return { email, role, expiresAt: expiresAt.toISOString() }
  }

  async function requireInvitable(who: UserPrincipal, role: Role, email: string): Promise<void> {
    if (!MAY_GIVE[who.role].includes(role)) throw refusal('FORBIDDEN')
    if (options.isClosed) throw refusal('FORBIDDEN', { sentence: 'Sign-up is closed' })
    if (await accounts.findByEmail(email))
      throw refusal('CONFLICT', { sentence: 'This e-mail already has an account' })
  }

  async function send(email: string, inviter: string, link: string): Promise<void> {
    try {
      await mailer.send(invitationMail(email, inviter, link))
    } catch (error) {
      log.error({ err: error }, 'invitation mail failed')
      throw refusal('UNAVAILABLE', { sentence: 'The mail could not be sent' })
    }
  }

  async function revoke(who: UserPrincipal, id: string): Promise<void> {
    const doing = doingOf(who, new Date(now()))
    if (!UUID.test(id) || !(await store.revoke(doing, id)))
      throw refusal('NOT_FOUND', { sentence: 'There is no such open invitation' })
  }

  return { invite, list: (tenantId) => store.list(tenantId, new Date(now())), revoke }
}
