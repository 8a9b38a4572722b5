import { pino } from 'pino'
import { configOf } from '@/config/config'
import { readEnv } from '@/config/env'
import { startEdge } from '@/server/edge/startEdge'
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
  const starts = {
    all: () => startServer({ config, log }),
    worker: () => startWorker(config, log),
    edge: () => startEdge(config, log),
  }
  closeOnSignals(await starts[config.role](), log)
}
