import { randomUUID } from 'node:crypto'
import type { CannedReply, CannedReplyRequest } from '@/lib/adminChatProtocol'
import { refusal } from '@/lib/errors'
import { type CannedReplyStore, MOST_REPLIES } from './cannedReplyStore'

type Change = Parameters<CannedReplyStore['change']>[2]

/** The ready answers of a tenant. What is absent or another tenant's is `NOT_FOUND`. */
export interface CannedRepliesService {
  list(tenantId: string): Promise<CannedReply[]>
  create(tenantId: string, reply: CannedReplyRequest): Promise<CannedReply>
  change(tenantId: string, id: string, change: Change): Promise<CannedReply>
  remove(tenantId: string, id: string): Promise<void>
}

export function cannedRepliesService(store: CannedReplyStore): CannedRepliesService {
  return {
    list: (tenantId) => store.list(tenantId),
    create: async (tenantId, { shortcut, text }) => {
      const reply = { id: `cr_${randomUUID().replaceAll('-', '')}`, shortcut, text }
      if (!(await store.add(tenantId, reply)))
        throw refusal('CONFLICT', { sentence: `There are at most ${MOST_REPLIES} replies` })
      return reply
    },
    change: async (tenantId, id, change) => {
      const reply = await store.change(tenantId, id, change)
      if (!reply) throw refusal('NOT_FOUND')
      return reply
    },
    remove: async (tenantId, id) => {
      if (!(await store.remove(tenantId, id))) throw refusal('NOT_FOUND')
    },
  }
}
