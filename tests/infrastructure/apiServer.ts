import { pino } from 'pino'
import { configOf } from '@/config/config'
import { readEnv } from '@/config/env'
import { closeOnSignals } from '@/server/shutdown'
import { startServer } from '@/server/startServer'
import { startWorker } from '@/server/startWorker'

/** A process of the API and the sockets alone, for tests that end it. */
run().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
})

async function run(): Promise<void> {
  const config = configOf(readEnv())
  const log = pino({ level: config.logLevel })
  const isWorker = config.role === 'worker'
  closeOnSignals(await (isWorker ? startWorker(config, log) : startServer({ config, log })), log)
}
