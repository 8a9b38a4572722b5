import { type MessageLoad, openMessageLoad } from './load/messageLoad'
import { latencyFigures, saturationFigures } from './messageFigures'
import type { BenchReport, Goal, Sample } from './report/report'
import { alternate } from './rounds'
import { partner } from './targets/partners'
import { product } from './targets/product'
import type { Pair, Server, Target } from './targets/target'
import type { World } from './targets/world'

/** Messages on their way per lane at saturation: with 100 sockets, 400 at once. */
const WINDOW = 4
const SLOW_COMMIT_MICROSECONDS = 2000

const goals: readonly Goal[] = [
  { id: 'P3', figure: 'messages/s', against: 'guide', better: 'higher', must: 1.5, aim: 1.8 },
  { id: 'P3', figure: 'messages/s', against: 'bare', better: 'higher', must: 0.65, aim: 0.85 },
  {
    id: 'P3',
    figure: 'messages/s, 2 ms commits',
    against: 'guide',
    better: 'higher',
    must: 2.5,
    aim: 3.4,
  },
  { id: 'P3', figure: 'CPU µs/message', against: 'guide', better: 'lower', must: 0.55, aim: 0.42 },
  { id: 'P4', figure: 'p50 ms at 500/s', against: 'guide', better: 'lower', must: 1.05 },
  { id: 'P4', figure: 'p99 ms at 500/s', against: 'guide', better: 'lower', must: 2 },
  { id: 'P4', figure: 'p99 ms at 500/s', against: 'absolute', better: 'lower', must: 10 },
  { id: 'P4', figure: 'p50 ms at 2,000/s', against: 'guide', better: 'lower', must: 1.05 },
  { id: 'P4', figure: 'p99 ms at 2,000/s', against: 'guide', better: 'lower', must: 2 },
  { id: 'P4', figure: 'p99 ms at 2,000/s', against: 'absolute', better: 'lower', must: 10 },
]

/** Messages between pairs of people: stored, acked and delivered. */
export async function messagesBench(world: World): Promise<BenchReport> {
  const memoryProbe = false
  const targets = [
    await product(world, { name: 'parley' }),
    await partner(world, { name: 'guide', memoryProbe }),
    await partner(world, { name: 'bare', memoryProbe }),
  ]
  const connections = world.options.connections ?? 100
  const stages: Stage[] = []
  for (const target of targets) stages.push(await prepare(target, connections))
  await world.postgres.vacuum()
  const samples = await alternate(world.options.rounds, stages, (stage, round) =>
    measured(world, stage, round),
  )
  for (const { server } of stages) await server.process.stop()
  return { bench: 'messages', notes: notes(connections), samples, goals }
}

interface Stage {
  target: Target
  server: Server
  pairs: Pair[]
}

async function prepare(target: Target, connections: number): Promise<Stage> {
  const server = await target.start()
  const pairs = await target.pairs(server, await target.people(server, connections))
  return { target, server, pairs }
}

async function measured(world: World, stage: Stage, round: number): Promise<Sample> {
  const { target, server, pairs } = stage
  const { seconds } = world.options
  const storedBefore = await target.storedMessages(server, pairs)
  const load = await openMessageLoad(server, pairs)
  const figures = {
    ...saturationFigures(await load.saturate(WINDOW, seconds)),
    ...latencyFigures('500/s', await load.atRate(500, seconds)),
    ...latencyFigures('2,000/s', await load.atRate(2000, seconds)),
    ...(storesInPostgres(world, target) ? await slowCommitFigures(world, load) : {}),
  }
  load.close()
  if (storedBefore !== undefined) {
    const stored = ((await target.storedMessages(server, pairs)) ?? 0) - storedBefore
    if (stored !== load.sent())
      throw new Error(`${target.name} stored ${stored} of ${load.sent()} acked messages`)
  }
  return { target: target.name, round, figures }
}

function storesInPostgres({ options }: World, { name }: Target): boolean {
  return name === 'guide' || (name === 'parley' && options.database === 'postgresql')
}

async function slowCommitFigures(world: World, load: MessageLoad) {
  await world.postgres.delayCommits(SLOW_COMMIT_MICROSECONDS)
  const { completed, elapsedMs } = await load.saturate(WINDOW, world.options.seconds)
  await world.postgres.delayCommits(0)
  return { 'messages/s, 2 ms commits': (completed / elapsedMs) * 1000 }
}

function notes(connections: number): string[] {
  return [
    `${connections} sockets in ${connections / 2} direct conversations; both people send, ${WINDOW} messages on their way each.`,
    'A message counts when its sender has the ack and the other person has the event.',
    'guide stores every message with one INSERT; bare stores nothing.',
  ]
}
