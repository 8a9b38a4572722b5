import { pino } from 'pino'
import { configOf } from '@/config/config'
import { loadEnvFiles, readEnv } from '@/config/env'
import { startEdge } from '@/server/edge/startEdge'
import { openPages } from '@/server/pages'
import { closeOnSignals, exitOnUncaught } from '@/server/shutdown'
import { startServer } from '@/server/startServer'
import { startWorker } from '@/server/startWorker'

const startedAtMs = performance.now()
loadEnvFiles()
const config = start(() => configOf(readEnv()))
const log = pino({ level: config.logLevel })
exitOnUncaught(log)

const starts = {
  all: () => startServer({ config, log, openPages }),
  worker: () => startWorker(config, log),
  edge: () => startEdge(config, log),
}

starts[config.role]().then(
  (server) => {
    closeOnSignals(server, log)
    if (config.demo && config.production)
      log.warn('DEMO is on: everybody may sign in as Ada, Ben or Chloe.')
    log.info(
      { startedInMs: Math.round(performance.now() - startedAtMs) },
      `Parley is ready at ${server.url}`,
    )
  },
  (error: Error) => stop(error.message),
)

function start<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    return stop((error as Error).message)
  }
}

/** A start that cannot succeed ends with one sentence. */
function stop(sentence: string): never {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}
