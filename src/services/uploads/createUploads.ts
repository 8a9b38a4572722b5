import { join } from 'node:path'
import type { Logger } from 'pino'
import type { Database } from '@/services/database'
import type { FileStore } from './fileStore'
import { postgresUploadStore } from './postgresUploadStore'
import { Spool } from './spool'
import type { UploadQuota } from './uploadStore'
import { UploadSweep } from './uploadSweep'
import { type UploadsService, uploadsService } from './uploadsService'

export interface Uploads extends UploadsService {
  /** Removes what is loose; every hour by itself. */
  sweep(): Promise<void>
  close(): Promise<void>
}

export function createUploads(parts: {
  database: Database
  files: FileStore
  /** Where files arrive; on this machine. */
  dataDir: string
  quota: UploadQuota
  log: Logger
}): Uploads {
  const { database, files, dataDir, quota, log } = parts
  const store = postgresUploadStore(database)
  const spool = new Spool(join(dataDir, 'incoming'))
  const sweep = new UploadSweep({ store, files, spool, log })
  return {
    ...uploadsService({ store, files, spool, quota }),
    sweep: () => sweep.sweep(),
    close: () => sweep.close(),
  }
}
