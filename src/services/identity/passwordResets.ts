import type { Logger } from 'pino'
import { refusal } from '@/lib/errors'
import type { RequestLimits } from '@/services/realtime'
import type { AccountSessions } from './accountSessions'
import type { AccountStore } from './accountStore'
import type { PasswordResetStore } from './linkStore'
import type { Mailer } from './mailer'
import { resetMail } from './mails'
import type { Passwords } from './passwords'
import { hashOf, newSecret } from './secrets'

const LINK_MS = 3_600_000
/** Whoever asks again within this time gets no second mail. */
const MAIL_AGAIN_MS = 60_000

export interface PasswordResets {
  /** Mails a link, if there is such an account. Nothing that the asker sees depends on it. */
  forgotLater(email: string, ip: string): Promise<void>
  /** Ends all sessions of the account. */
  reset(shown: { token: string; password: string; ip: string }): Promise<void>
  /** Resolves when the mails that are on their way have left. */
  close(): Promise<void>
}

interface Options {
  store: AccountStore
  resets: PasswordResetStore
  sessions: AccountSessions
  passwords: Passwords
  limits: RequestLimits
  mailer: Mailer
  publicUrl: string
  log: Logger
  now(): number
}

export function createPasswordResets(options: Options): PasswordResets {
  const { store, resets, limits, log, now } = options
  const underWay = new Set<Promise<void>>()

  /** The work is done after the answer, so that its length tells nobody who has an account. */
  async function forgotLater(email: string, ip: string): Promise<void> {
    await limits.signIn(ip, `forgot ${email}`)
    const work = mailLink(email).catch((error) => log.error({ err: error }, 'reset mail failed'))
    underWay.add(work)
    void work.finally(() => underWay.delete(work))
  }

  async function mailLink(email: string): Promise<void> {
    const account = await store.findByEmail(email)
    if (!account || (await wasJustMailed(account.id))) return
    const token = newSecret()
    const createdAt = new Date(now())
    const expiresAt = new Date(now() + LINK_MS)
    await resets.add({ tokenHash: hashOf(token), userId: account.id, createdAt, expiresAt })
    const link = `${options.publicUrl}/password/reset?token=${token}`
    await options.mailer.send(resetMail(account, link))
  }

  async function wasJustMailed(userId: string): Promise<boolean> {
    const since = await resets.openSince(userId)
    return since !== undefined && now() - since.getTime() < MAIL_AGAIN_MS
  }

  const reset = createReset(options)
  return { forgotLater, reset, close: async () => void (await Promise.all(underWay)) }
}

function createReset(options: Options): PasswordResets['reset'] {
  const { resets, passwords, sessions, limits, now } = options
  return async ({ token, password, ip }) => {
    const tokenHash = hashOf(token)
    await limits.signIn(ip, `reset ${tokenHash}`)
    if (!(await resets.isUsable(tokenHash, new Date(now())))) throw linkIsVoid()
    const ended = await resets.use(tokenHash, await passwords.hash(password), new Date(now()))
    if (!ended) throw linkIsVoid()
    sessions.announceEnd(ended, 'The password was changed')
  }
}

function linkIsVoid() {
  return refusal('INVALID_REQUEST', {
    sentence: 'This link has been used or is too old. Ask for a new one.',
    details: ['token'],
  })
}
