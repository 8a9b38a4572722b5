import { randomBytes } from 'node:crypto'
import { refusal } from '@/lib/errors'
import type { AccountStore, Admission, NewAccount } from './accountStore'
import type { InvitationStore } from './linkStore'
import { cleanName } from './names'
import type { Passwords } from './passwords'
import { hashOf } from './secrets'

export interface SignUpWish {
  name: string
  email: string
  password: string
  /** The token of an invitation. */
  invite?: string | undefined
}

/** Makes an account and resolves to its id. */
export type SignUp = (wish: SignUpWish) => Promise<string>

export interface SignUpOptions {
  store: AccountStore
  invitations: InvitationStore
  passwords: Passwords
  mode: 'invite' | 'open' | 'closed'
  /** Public key of the tenant that the first sign-up gets; made up when absent. */
  firstTenantKey: string | undefined
  now(): number
}

/** The first one ever owns a new tenant, whatever the mode: somebody has to be able to begin. */
export function createSignUp(options: SignUpOptions): SignUp {
  const { store, invitations, passwords, mode, firstTenantKey, now } = options

  /** Before the password is hashed: a refusal must not cost a hash. */
  async function requireAdmission({ invite, email }: SignUpWish): Promise<void> {
    if (mode === 'closed') throw refusal('FORBIDDEN', { sentence: 'Sign-up is closed' })
    if (!invite && mode === 'invite')
      throw refusal('FORBIDDEN', { sentence: 'You need an invitation to sign up' })
    if (invite && !(await invitations.isUsable(hashOf(invite), email, new Date(now()))))
      throw invitationIsVoid()
  }

  /** Asked again: whoever lost the race to be the first has not been asked yet. */
  async function join(account: NewAccount, wish: SignUpWish): Promise<Admission> {
    await requireAdmission(wish)
    return wish.invite
      ? store.addInvited(account, hashOf(wish.invite), new Date(now()))
      : store.addMember(account)
  }

  return async (wish) => {
    const isFirst = await store.isEmpty()
    if (!isFirst) await requireAdmission(wish)
    const account = await newAccount(wish, passwords)
    const first = isFirst
      ? await store.addFirst(account, teamOf(account, firstTenantKey))
      : 'refused'
    requireAdded(first === 'refused' ? await join(account, wish) : first)
    return account.id
  }
}

export function newUserId(): string {
  return `u_${randomBytes(12).toString('base64url')}`
}

async function newAccount(
  { name, email, password }: SignUpWish,
  passwords: Passwords,
): Promise<NewAccount> {
  const passwordHash = await passwords.hash(password)
  return { id: newUserId(), name: cleanName(name), email, passwordHash }
}

function teamOf(owner: NewAccount, key = `tenant-${randomBytes(6).toString('hex')}`) {
  return { key, name: `Team of ${owner.name}` }
}

function requireAdded(admission: Admission): void {
  if (admission === 'refused') throw invitationIsVoid()
  if (admission === 'email-taken')
    throw refusal('CONFLICT', { sentence: 'This e-mail already has an account' })
}

function invitationIsVoid() {
  return refusal('FORBIDDEN', {
    sentence: 'This invitation cannot be used any more. Ask for a new one.',
  })
}
