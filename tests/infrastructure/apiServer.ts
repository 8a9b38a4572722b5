import { Redis } from 'ioredis'
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
  dieBeforeTelling(process.env.TEST_LAST_WORDS)
  const config = configOf(readEnv())
  const log = pino({ level: config.logLevel })
  const starts = {
    all: () => startServer({ config, log }),
    worker: () => startWorker(config, log),
    edge: () => startEdge(config, log),
  }
  closeOnSignals(await starts[config.role](), log)
}

/** Ends as by `kill -9` when the other processes are to be told of a message with these words. */
function dieBeforeTelling(words: string | undefined): void {
  if (words === undefined) return
  const { xadd } = Redis.prototype as unknown as { xadd(...args: unknown[]): unknown }
  Object.assign(Redis.prototype, {
    xadd(this: Redis, ...args: unknown[]) {
      if (args.some((arg) => String(arg).includes(words))) process.kill(process.pid, 'SIGKILL')
      return xadd.apply(this, args)
    },
  })
}
