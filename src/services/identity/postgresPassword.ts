import { and, eq, gt, isNull, ne } from 'drizzle-orm'
import { type Orm, schema } from '@/services/database'
import type { EndOfSessions } from './accountSessionStore'
import type { NewPassword } from './accountStore'

const { accountSessions, passwordResets, users } = schema

/** A new password, in its caller's transaction: open links are void and sessions end with it. */
export async function setPassword(tx: Orm, password: NewPassword): Promise<string[]> {
  const { userId, passwordHash, at, keepSessionId } = password
  await tx.update(users).set({ passwordHash }).where(eq(users.id, userId))
  const isOpenLink = and(eq(passwordResets.userId, userId), isNull(passwordResets.usedAt))
  await tx.delete(passwordResets).where(isOpenLink)
  return endSessions(tx, { userId, at, ...(keepSessionId && { except: keepSessionId }) })
}

/** Ends in the past instead of deleting: the end is found again after a restart. */
export async function endSessions(orm: Orm, end: EndOfSessions): Promise<string[]> {
  const { userId, at, only, except } = end
  const ended = await orm
    .update(accountSessions)
    .set({ expiresAt: at })
    .where(
      and(
        eq(accountSessions.userId, userId),
        gt(accountSessions.expiresAt, at),
        only === undefined ? undefined : eq(accountSessions.id, only),
        except === undefined ? undefined : ne(accountSessions.id, except),
      ),
    )
    .returning({ id: accountSessions.id })
  return ended.map(({ id }) => id)
}
