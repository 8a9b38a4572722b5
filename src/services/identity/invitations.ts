import type { Logger } from 'pino'
import { refusal } from '@/lib/errors'
import type { Role } from '@/lib/protocol'
import type { UserPrincipal } from '@/services/realtime'
import type { AccountStore } from './accountStore'
import type { InvitationStore } from './linkStore'
import type { Mailer } from './mailer'
import { invitationMail } from './mails'
import { hashOf, newSecret } from './secrets'

const LINK_MS = 7 * 24 * 3_600_000
/** Nobody gives away more than they have, and only who runs a team adds to it. */
const MAY_GIVE: Record<Role, readonly Role[]> = {
  owner: ['owner', 'admin', 'agent', 'member'],
  admin: ['admin', 'agent', 'member'],
  agent: [],
  member: [],
}

interface Invited {
  email: string
  role: Role
  expiresAt: string
}

export interface Invitations {
  /** Mails a link to sign up with, which voids earlier ones of the tenant to that e-mail. */
  invite(who: UserPrincipal, wish: { email: string; role: Role }): Promise<Invited>
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
    const createdAt = new Date(now())
    const expiresAt = new Date(now() + LINK_MS)
    const { tenantId } = who
    await store.add({ tokenHash: hashOf(token), tenantId, email, role, createdAt, expiresAt })
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

  return { invite }
}
