import type { Redis } from 'ioredis'
import { SESSION_LIFE_MS } from './sessionLife'
import type { SessionProjection } from './sessionProjection'
import type { VisitorSession } from './sessionStore'

/** `session:{sessionId}`: a string that lives as long as the session, in the guides' words. */
export function redisSessionProjection(client: Redis): SessionProjection {
  return {
    write: async (sessions) => {
      await Promise.all(
        sessions.map((session) =>
          client.set(
            `session:${session.sessionId}`,
            JSON.stringify(shown(session)),
            'PXAT',
            session.lastActivityMs + SESSION_LIFE_MS,
          ),
        ),
      )
    },
    remove: async (sessionIds) => {
      if (sessionIds.length > 0) await client.del(sessionIds.map((id) => `session:${id}`))
    },
  }
}

function shown({ userId, fingerprint, tenantId, isAnonymous, ...session }: VisitorSession) {
  const createdAt = iso(session.createdAtMs)
  const lastActivity = iso(session.lastActivityMs)
  return {
    userId,
    fingerprint: fingerprint ?? null,
    tenantId,
    createdAt,
    lastActivity,
    isAnonymous,
  }
}

function iso(atMs: number): string {
  return new Date(atMs).toISOString()
}
