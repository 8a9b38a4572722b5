import type { Database } from '@/services/database'
import { postgresPresenceRecordStore } from './postgresPresenceRecordStore'
import {
  type PresenceRecordsOptions,
  type PresenceRecordsService,
  presenceRecordsService,
} from './presenceRecordsService'

type Needs = Omit<PresenceRecordsOptions, 'store'> & { database: Database }

export function createPresenceRecords({ database, ...needs }: Needs): PresenceRecordsService {
  return presenceRecordsService({ ...needs, store: postgresPresenceRecordStore(database) })
}
