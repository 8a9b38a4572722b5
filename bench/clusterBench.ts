import { openMessageLoad } from './load/messageLoad'
import type { LatencySamples, SaturationFigures } from './load/messageTraffic'
import type { BenchReport, Goal, Sample } from './report/report'
import { percentile } from './report/statistics'
import { alternate } from './rounds'
import { product } from './targets/product'
import type { Pair, Server, Target } from './targets/target'
import type { World } from './targets/world'

/** Messages that a conversation has on their way at full speed. */
const WINDOW = 8
const RATE = 2000
/** What each of the two processes has of it. */
const SHARE = RATE / 2
/** At which the core that both share is not full. */
const SLOW = 500
/** At which a message has the core to itself: the way alone. */
const SINGLE = 100
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
  const load = await openMessageLoad(stage.server, stage.pairs)
  const figures: Record<string, number> = atFullSpeed(
    await load.saturate(WINDOW, world.options.seconds),
  )
  for (const rate of [RATE, SHARE, SLOW, SINGLE]) {
    Object.assign(figures, figuresAt(rate, await load.atRate(rate, world.options.seconds)))
  }
  load.close()
  return { target: stage.target.name, round, figures }
}

/** First, so that no rate is measured on a program that still compiles itself. */
function atFullSpeed({ completed, elapsedMs, cpu }: SaturationFigures): Record<string, number> {
  return {
    'messages/s': (completed / elapsedMs) * 1000,
    'server CPU µs/message': cpu.server / completed,
  }
}

function figuresAt(
  rate: number,
  { cpu, messages, deliveryMs }: LatencySamples,
): Record<string, number> {
  const at = ` at ${rate.toLocaleString('en-US')}/s`
  return {
    [`server CPU µs/message${at}`]: cpu.server / messages,
    [`server % of its core${at}`]: ((cpu.server / messages) * rate) / 10_000,
    [`Redis CPU µs/message${at}`]: cpu.redis / messages,
    [`PostgreSQL CPU µs/message${at}`]: cpu.postgres / messages,
    [`p50 ms${at}`]: percentile(deliveryMs, 50),
    [`p99 ms${at}`]: percentile(deliveryMs, 99),
  }
}

const notes = [
  'parley: two processes on one Redis and one PostgreSQL, both on core 0; of each pair one person is on either, so every message crosses. parley alone: one process without Redis.',
  'At 1,000/s one process alone has what each of the two has at 2,000/s: fewer messages meet in a turn of its loop and in a batch of the database.',
  `${RATE.toLocaleString('en-US')} messages a second in ${CONNECTIONS / 2} conversations; latency is from sending until the other person has the event, CPU that of all server processes together.`,
]
