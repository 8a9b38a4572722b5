import { type Storm, storm } from './connectStorm'
import type { BenchReport, Goal, Sample } from './report/report'
import { alternate } from './rounds'
import { partner } from './targets/partners'
import { product } from './targets/product'
import type { Target } from './targets/target'
import type { World } from './targets/world'

/** People that connect while somebody watches; every one of them is told to every watcher. */
const WATCHED_PEOPLE = 2000

const goals: readonly Goal[] = [
  { id: 'P1', figure: 'accepts/s', against: 'guide', better: 'higher', must: 1, aim: 1.15 },
  { id: 'P1', figure: 'accepts/s', against: 'bare', better: 'higher', must: 0.5, aim: 0.65 },
  {
    id: 'P1',
    figure: 'accepts/s, 100 watching',
    against: 'guide',
    better: 'higher',
    must: 1.6,
    aim: 2,
  },
  { id: 'P2', figure: 'kB/connection', against: 'bare', better: 'lower', must: 1.1, aim: 0.9 },
  {
    id: 'P5',
    figure: 'presence CPU µs/join, 100 watching',
    against: 'guide',
    better: 'lower',
    must: 0.3,
  },
]

/** An accept storm: token, rooms, presence told to 0, 10 and 100 watchers; then memory at rest. */
export async function connectBench(world: World): Promise<BenchReport> {
  const memoryProbe = true
  const targets = [
    await product(world, { name: 'parley', probe: 'memoryProbe' }),
    await partner(world, { name: 'guide', memoryProbe }),
    await partner(world, { name: 'bare', memoryProbe }),
  ]
  const connections = world.options.connections ?? 5000
  const stages = targets.map((target) => ({ target, jwtSecret: world.jwtSecret }))
  const samples = await alternate(world.options.rounds, stages, (stage, round) =>
    measured(stage, connections, round),
  )
  return { bench: 'connect', notes: notes(connections), samples, goals }
}

interface Stage {
  target: Target
  jwtSecret: string
}

async function measured(stage: Stage, connections: number, round: number): Promise<Sample> {
  const { target } = stage
  const watched = (watching: number) => storm({ ...stage, people: WATCHED_PEOPLE, watching })
  const alone = await storm({ ...stage, people: connections, watching: 0 })
  const memory = memoryFigures(alone)
  const figures = { ...stormFigures('', alone), ...memory }
  if (target.name === 'bare') return { target: target.name, round, figures }
  const ten = await watched(10)
  const hundred = await watched(100)
  const base = serverCpu(await watched(0))
  return {
    target: target.name,
    round,
    figures: {
      ...figures,
      ...stormFigures(', 10 watching', ten),
      ...stormFigures(', 100 watching', hundred),
      'presence CPU µs/join, 10 watching': serverCpu(ten) - base,
      'presence CPU µs/join, 100 watching': serverCpu(hundred) - base,
    },
  }
}

function serverCpu({ cpu, people }: Storm): number {
  return (cpu.server + cpu.redis + cpu.postgres) / people
}

function stormFigures(when: string, figures: Storm) {
  const { people, acceptedMs, cpu, cpuMs, framesPerWatcher } = figures
  const told = framesPerWatcher > 0 ? { [`frames per watcher${when}`]: framesPerWatcher } : {}
  return {
    [`accepts/s${when}`]: (people / acceptedMs) * 1000,
    [`CPU µs/accept${when}`]: serverCpu(figures),
    [`load % of its core${when}`]: (cpu.load / 1000 / cpuMs) * 100,
    ...told,
  }
}

function memoryFigures({ before, after, people }: Storm) {
  const kilobytes = (bytes: number) => bytes / people / 1024
  return {
    'kB/connection': kilobytes(after.heapUsed + after.external - before.heapUsed - before.external),
    'kB/connection, resident': kilobytes(after.rss - before.rss),
  }
}

function notes(connections: number): string[] {
  return [
    `${connections} different people connect with nobody watching, ${WATCHED_PEOPLE} with 10 and 100 admins watching; 100 handshakes on their way at once.`,
    'Accepted is the event `connected` after token check, rooms and presence; bare only joins a room.',
    'The storm ends when every watcher has heard of everybody. Presence CPU is the CPU per accept above the same storm with nobody watching.',
    'Memory is heap and buffers after garbage collection, above the same server before the storm.',
  ]
}
