import { adminBench } from './adminBench'
import { clusterBench } from './clusterBench'
import { connectBench } from './connectBench'
import { edgeBench } from './edgeBench'
import { httpBench } from './httpBench'
import { messagesBench } from './messagesBench'
import { type BenchName, type BenchOptions, readOptions } from './options'
import { presenceBench } from './presenceBench'
import { stopAllProcesses } from './processes/startProcess'
import { pushBench } from './pushBench'
import { printProfile } from './report/printProfile'
import type { BenchReport } from './report/report'
import { tablesOf } from './report/tables'
import { writeResults } from './report/writeResults'
import { profileFolder, RAISED_LIMITS } from './targets/product'
import { openWorld, type World } from './targets/world'
import { webchatBench } from './webchatBench'

const MOST_MINUTES = 20

const benches: Record<BenchName, (world: World) => Promise<BenchReport>> = {
  messages: messagesBench,
  connect: connectBench,
  http: httpBench,
  presence: presenceBench,
  cluster: clusterBench,
  admin: adminBench,
  push: pushBench,
  edge: edgeBench,
  webchat: webchatBench,
}

const options = readOptions(process.argv.slice(2))
stopWhenAsked()
print(`# Benchmarks\n\n${conditions(options)}\n`)
for (const name of options.benches) await run(name)

async function run(name: BenchName): Promise<void> {
  const world = await openWorld(options)
  try {
    const report = await benches[name](world)
    print(tablesOf(report))
    process.stderr.write(`kept in ${writeResults(report, options)}\n`)
    if (options.profile) {
      printProfile(profileFolder(world))
      process.stderr.write(`\nPostgreSQL\n${(await world.postgres.costliest()).join('\n')}\n`)
    }
  } finally {
    await world.close()
  }
}

function conditions({ database, storageCore, rounds, seconds }: BenchOptions): string {
  const limits = Object.entries(RAISED_LIMITS).map(([name, value]) => `${name}=${value}`)
  return [
    '- Every server on core 0, the load on core 1, ' +
      `Redis and PostgreSQL on core ${storageCore} for everybody.`,
    `- Parley: \`npm start\`, presence in process, storage ${database}.`,
    `- ${rounds} rounds of phases of ${seconds} s, Parley and partners alternating.`,
    '- PostgreSQL durable as delivered (fsync on); autovacuum and checkpoints kept out.',
    `- Limits of Parley raised: ${limits.join(', ')}.`,
  ].join('\n')
}

/** Ends everything on a signal, and in any case after a while. */
function stopWhenAsked(): void {
  const stop = () => void stopAllProcesses().then(() => process.exit(1))
  process.once('SIGINT', stop).once('SIGTERM', stop)
  setTimeout(stop, MOST_MINUTES * 60_000).unref()
}

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}
