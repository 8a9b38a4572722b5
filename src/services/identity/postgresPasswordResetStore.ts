import { and, eq, gt, isNull } from 'drizzle-orm'
import { type Database, schema } from '@/services/database'
import type { PasswordResetStore } from './linkStore'
import { setPassword } from './postgresPassword'

const { passwordResets } = schema

export function postgresPasswordResetStore({ orm }: Database): PasswordResetStore {
  const usable = (tokenHash: string, at: Date) =>
    and(
      eq(passwordResets.tokenHash, tokenHash),
      isNull(passwordResets.usedAt),
      gt(passwordResets.expiresAt, at),
    )
  return {
    add: (reset) =>
      orm.transaction(async (tx) => {
        await tx.delete(passwordResets).where(eq(passwordResets.userId, reset.userId))
        await tx.insert(passwordResets).values(reset)
      }),
    openSince: async (userId) => {
      const { createdAt } = passwordResets
      const [row] = await orm
        .select({ createdAt })
        .from(passwordResets)
        .where(and(eq(passwordResets.userId, userId), isNull(passwordResets.usedAt)))
      return row?.createdAt
    },
    isUsable: async (tokenHash, at) => {
      const { userId } = passwordResets
      const found = await orm.select({ userId }).from(passwordResets).where(usable(tokenHash, at))
      return found.length > 0
    },
    use: (tokenHash, passwordHash, at) =>
      orm.transaction(async (tx) => {
        const [used] = await tx
          .update(passwordResets)
          .set({ usedAt: at })
          .where(usable(tokenHash, at))
          .returning()
        return used && setPassword(tx, { userId: used.userId, passwordHash, at })
      }),
  }
}
