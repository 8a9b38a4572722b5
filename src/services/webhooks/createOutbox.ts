import type { Database } from '@/services/database'
import { OutboxRelay, type RelayParts } from './outboxRelay'
import { postgresOutboxStore } from './postgresOutboxStore'

export function createOutboxRelay({
  database,
  ...parts
}: Omit<RelayParts, 'store'> & { database: Database }): OutboxRelay {
  return new OutboxRelay({ ...parts, store: postgresOutboxStore(database) })
}
