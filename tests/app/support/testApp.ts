import { pino } from 'pino'
import { configOf } from '@/config/config'
import { readEnv } from '@/config/env'
import { type RunningServer, startServer } from '@/server/startServer'
import { preparedDataFolder } from '../../infrastructure/engineDump'
import { OWN_ORIGIN, USUAL_ENV } from '../../infrastructure/usualEnv'

export interface TestApp extends RunningServer {
  /** Ends the app and removes what it stored. */
  close(): Promise<void>
}

/** The real app on a free port, without pages: every door is mounted in front of Next. */
export async function startTestApp(env: Record<string, string> = {}): Promise<TestApp> {
  const folder = await preparedDataFolder()
  const config = configOf(readEnv({ ...USUAL_ENV, ...HERE, DATA_DIR: folder.path, ...env }))
  const server = await startServer({ config, log: pino({ level: config.logLevel }) })
  return {
    ...server,
    close: async () => {
      await server.close()
      folder.remove()
    },
  }
}

const HERE = { PORT: '0', PUBLIC_URL: OWN_ORIGIN, LOG_LEVEL: 'silent', PRESENCE_GRACE_MS: '200' }
