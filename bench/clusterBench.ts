import { openMessageLoad } from './load/messageLoad'
import type { BenchReport, Goal, Sample } from './report/report'
import { percentile } from './report/statistics'
import { alternate } from './rounds'
import { product } from './targets/product'
import type { Pair, Server, Target } from './targets/target'
import type { World } from './targets/world'

const RATE = 2000
const CONNECTIONS = 100
const CPU = 'server CPU µs/message at 2,000/s'
const [P50, P99] = ['p50 ms at 2,000/s', 'p99 ms at 2,000/s']

const goals: readonly Goal[] = [
  { id: 'P9', figure: CPU, against: 'parley alone', better: 'lower', must: 1.7, aim: 1.35 },
  { id: 'P9', figure: P50, against: 'absolute', better: 'lower', must: 1 },
  { id: 'P9', figure: P99, against: 'absolute', better: 'lower', must: 10 },
]

interface Stage {
  target: Target
  server: Server
  pairs: Pair[]
}

/** The same messages within one process, and from one process to another. */
export async function clusterBench(world: World): Promise<BenchReport> {
  const stages: Stage[] = []
  for (const name of ['parley', 'parley alone'] as const) {
    const target = await product(world, { name, processes: name === 'parley' ? 2 : 1 })
    const server = await target.start()
    const people = await target.people(server, world.options.connections ?? CONNECTIONS)
    stages.push({ target, server, pairs: await target.pairs(server, people) })
  }
  const samples = await alternate(world.options.rounds, stages, (stage, round) =>
    measured(world, stage, round),
  )
  for (const { server } of stages) await server.process.stop()
  return { bench: 'cluster', notes, samples, goals }
}

async function measured(world: World, stage: Stage, round: number): Promise<Sample> {
  const { target, server, pairs } = stage
  const { seconds } = world.options
  const load = await openMessageLoad(server, pairs)
  const { cpu, messages, deliveryMs } = await load.atRate(RATE, seconds)
  load.close()
  const figures = {
    [CPU]: cpu.server / messages,
    'Redis CPU µs/message at 2,000/s': cpu.redis / messages,
    'PostgreSQL CPU µs/message at 2,000/s': cpu.postgres / messages,
    [P50]: percentile(deliveryMs, 50),
    [P99]: percentile(deliveryMs, 99),
  }
  return { target: target.name, round, figures }
}

const notes = [
  'parley: two processes on one Redis and one PostgreSQL, both on core 0; of each pair one person is on either, so every message crosses. parley alone: one process without Redis.',
  `${RATE.toLocaleString('en-US')} messages a second in ${CONNECTIONS / 2} conversations; latency is from sending until the other person has the event, CPU that of all server processes together.`,
]
