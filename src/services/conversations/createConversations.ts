import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import type { Database } from '@/services/database'
import { type ConversationsService, conversationsService } from './conversationsService'
import { deliveredMarks } from './deliveredMarks'
import { messageIds } from './messageIds'
import { messagePipeline } from './messagePipeline'
import { postgresConversationStore } from './postgresConversationStore'
import { postgresWebchatStore } from './postgresWebchatStore'

interface Needs {
  database: Database
  log: Logger
  /** Known by the messages that it stores. */
  processId?: string | undefined
}

export function createConversations({ database, log, processId }: Needs): ConversationsService {
  const store = postgresConversationStore(database)
  const { append, markDelivered } = store
  const pipeline = messagePipeline({ append, writers: database.writers, log })
  return conversationsService({
    store,
    webchats: postgresWebchatStore(database),
    delivered: deliveredMarks({ markDelivered }),
    pipeline,
    newId: messageIds(processId ?? randomUUID()),
  })
}
