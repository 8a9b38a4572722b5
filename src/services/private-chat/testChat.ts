import { pino } from 'pino'
import { createConversations } from '@/services/conversations'
import { addTestTenant } from '@/services/conversations/testTenants'
import type { Database } from '@/services/database'
import type { Broadcaster, UserPrincipal } from '@/services/realtime'
import { createPrivateChat, type PrivateChatService } from './privateChatService'

/** One event as it was handed to the broadcaster. */
export interface Told {
  to: readonly string[]
  event: string
  payload: unknown
  exceptSocketId?: string | undefined
}

export interface TestChat {
  privateChat: PrivateChatService
  /** Everything told since the last call. */
  told(): Told[]
  /** A member of acme, unless another tenant is named. */
  person(name: string, tenantId?: string): UserPrincipal
}

export const testLog = pino({ level: 'silent' })

/** Private chat over a real database: ada, ben, chloe in acme; ada and dana in globex. */
export async function openTestChat(database: Database): Promise<TestChat> {
  const members: Record<string, string[]> = {
    acme: ['ada', 'ben', 'chloe'],
    globex: ['ada', 'dana'],
  }
  for (const [tenantId, names] of Object.entries(members)) {
    await addTestTenant(database, tenantId, names)
  }
  const told: Told[] = []
  const profiles = async (tenantId: string, userIds: readonly string[]) =>
    userIds.filter((userId) => members[tenantId]?.includes(userId)).map((userId) => ({ userId }))
  const privateChat = createPrivateChat({
    conversations: createConversations({ database, log: testLog }),
    people: { profiles },
    broadcaster: recordingBroadcaster(told),
    log: testLog,
    now: () => Date.UTC(2026, 0, 1),
  })
  return { privateChat, told: () => told.splice(0), person }
}

function person(name: string, tenantId = 'acme'): UserPrincipal {
  return {
    kind: 'user',
    userId: name,
    tenantId,
    role: 'member',
    name: name.charAt(0).toUpperCase() + name.slice(1),
    accountSessionId: `session-of-${name}`,
    expiresAtMs: Number.MAX_SAFE_INTEGER,
  }
}

function recordingBroadcaster(told: Told[]): Broadcaster {
  return {
    toUser: (tenantId, userId, event, payload) => {
      told.push({ to: [`${tenantId}/${userId}`], event, payload })
    },
    toConversation: ({ tenantId, participantIds }, event, payload, exceptSocketId) => {
      const to = participantIds.map((userId) => `${tenantId}/${userId}`).sort()
      told.push({ to, event, payload, exceptSocketId })
    },
    toAdmins: (tenantId, event, payload) => {
      told.push({ to: [`${tenantId} admins`], event, payload })
    },
    leaveConversation: (tenantId, userId, conversationId) => {
      const to = [`${tenantId}/${userId}`]
      told.push({ to, event: 'leaves the room', payload: { conversationId } })
    },
    closeKey: () => undefined,
    closeVisit: () => undefined,
    closeAccountSession: (accountSessionId, reason) => {
      told.push({ to: [accountSessionId], event: 'session_revoked', payload: { reason } })
    },
  }
}
