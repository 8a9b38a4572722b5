import type { Logger } from 'pino'
import type { Database } from '@/services/database'
import { type ConversationsService, conversationsService } from './conversationsService'
import { deliveredMarks } from './deliveredMarks'
import { messagePipeline } from './messagePipeline'
import { postgresConversationStore } from './postgresConversationStore'
import { postgresWebchatStore } from './postgresWebchatStore'

interface Needs {
  database: Database
  log: Logger
}

export function createConversations({ database, log }: Needs): ConversationsService {
  const store = postgresConversationStore(database)
  const { append, markDelivered } = store
  const pipeline = messagePipeline({ append, writers: database.writers, log })
  return conversationsService({
    store,
    webchats: postgresWebchatStore(database),
    delivered: deliveredMarks({ markDelivered }),
    pipeline,
  })
}
