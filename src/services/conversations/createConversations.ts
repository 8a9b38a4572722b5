import type { Logger } from 'pino'
import type { Database } from '@/services/database'
import { type ConversationsService, conversationsService } from './conversationsService'
import { deliveredMarks } from './deliveredMarks'
import { messagePipeline } from './messagePipeline'
import { postgresConversationStore } from './postgresConversationStore'

interface Needs {
  database: Database
  log: Logger
}

export function createConversations({ database, log }: Needs): ConversationsService {
  const store = postgresConversationStore(database)
  const { append, markDelivered } = store
  const pipeline = messagePipeline({ append, writers: database.writers, log })
  return conversationsService({ store, delivered: deliveredMarks({ markDelivered }), pipeline })
}
