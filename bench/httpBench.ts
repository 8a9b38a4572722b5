import { openStage, PAGE, type Stage } from './httpStage'
import { hotRequests, routes } from './load/hotRequests'
import { loadHttp } from './load/httpLoad'
import type { BenchOptions } from './options'
import type { BenchReport, Goal, Sample } from './report/report'
import { alternate } from './rounds'
import { partner } from './targets/partners'
import { product } from './targets/product'
import type { World } from './targets/world'

const goals: readonly Goal[] = routes.flatMap((route): Goal[] => [
  {
    id: 'P7',
    figure: `${route}: requests/s`,
    against: 'node',
    better: 'higher',
    must: 0.5,
    aim: 0.8,
  },
  {
    id: 'P7',
    figure: `${route}: requests/s`,
    against: 'parley through Next',
    better: 'higher',
    must: 10,
  },
])

/** The hot HTTP routes: mounted in front of Next, through Next, and as plain Node handlers. */
export async function httpBench(world: World): Promise<BenchReport> {
  const connections = world.options.connections ?? 32
  const memoryProbe = false
  const targets = [
    await product(world, { name: 'parley' }),
    await partner(world, { name: 'node', memoryProbe }),
    await product(world, { name: 'parley through Next' }),
  ]
  const stages: Stage[] = []
  for (const target of targets) stages.push(await openStage(target, connections))
  await world.postgres.vacuum()
  const samples = await alternate(world.options.rounds, stages, (stage, round) =>
    measured(stage, world.options, connections, round),
  )
  for (const stage of stages) await stage.close()
  return { bench: 'http', notes: notes(connections), samples, goals }
}

async function measured(
  { target, server, conversations }: Stage,
  { seconds }: BenchOptions,
  connections: number,
  round: number,
): Promise<Sample> {
  const requests = hotRequests(conversations)
  const figures: Record<string, number> = {}
  for (const route of routes) {
    const { answered, elapsedMs, cpu } = await loadHttp(
      server,
      connections,
      seconds,
      requests[route],
    )
    const share = (microseconds: number) => (microseconds / 1000 / elapsedMs) * 100
    figures[`${route}: requests/s`] = (answered / elapsedMs) * 1000
    figures[`${route}: server CPU µs/request`] = cpu.server / answered
    figures[`${route}: PostgreSQL CPU µs/request`] = cpu.postgres / answered
    figures[`${route}: load % of its core`] = share(cpu.load)
  }
  return { target: target.name, round, figures }
}

function notes(connections: number): string[] {
  return [
    `${connections} kept-alive connections, one request on its way each, each with its own token.`,
    `GET messages reads ${PAGE} messages, GET online-users lists ${PAGE} people.`,
    'node is a plain handler with a cached token check and grouped inserts, without limits, schemas or framework.',
  ]
}
