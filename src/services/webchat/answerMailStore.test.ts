import { describe } from 'vitest'
import { createConversations } from '@/services/conversations'
import { testDatabases } from '@/services/database/testDatabases'
import { postgresAnswerMails } from './answerMailStore'
import { answerMailStoreContract } from './answerMailStore.contract'
import { addTestTenants, silent } from './testSessions'

describe.each(testDatabases())('missed answers on $name', ({ open }) => {
  answerMailStoreContract(async () => {
    const database = await open()
    await addTestTenants(database, 'acme')
    const conversations = createConversations({ database, log: silent })
    const { query } = database
    return {
      store: postgresAnswerMails(database),
      conversations,
      letTimePass: async (minutes) => {
        const text = 'update answer_mails set since = since - make_interval(mins => $1::int)'
        await query(text, [minutes])
      },
      marks: async () => {
        const rows = await query<{ id: string }>('select conversation_id as id from answer_mails')
        return rows.map(({ id }) => id)
      },
      close: async () => {
        await conversations.close()
        await database.close()
      },
    }
  })
})
