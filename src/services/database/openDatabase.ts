import type { Database } from './database'

export interface DatabaseOptions {
  /** Absent: embedded, in `dataDir`. */
  url?: string | undefined
  dataDir: string
}

export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  if (options.url) {
    const { openPostgres } = await import('./postgresDatabase')
    return openPostgres(options.url)
  }
  const { openEmbedded } = await import('./embeddedDatabase')
  return openEmbedded(options.dataDir)
}
