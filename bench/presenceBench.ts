import { joinsSeen } from './load/joinsSeen'
import { comeback } from './presenceComeback'
import { startProcess } from './processes/startProcess'
import { waitFor } from './processes/waitFor'
import type { BenchReport, Goal, Sample } from './report/report'
import { percentile } from './report/statistics'
import { alternate } from './rounds'
import { product } from './targets/product'
import type { Target, TargetName } from './targets/target'
import { SERVER_CORE, type World } from './targets/world'

const SIZES = [1000, 10_000, 50_000]
const [FEW, , MANY] = ['1,000 online', '10,000 online', '50,000 online']
const JOINS_PER_SECOND = 500
const WATCHERS = 10

const goals: readonly Goal[] = [
  absolute('P5', 'CPU/join and leave, 50,000 ÷ 1,000 online', 1.2),
  absolute('P5', `a join is seen, p99 ms at ${JOINS_PER_SECOND}/s`, 300),
  absolute('P6', `page of 100 ms, ${MANY}`, 1),
  absolute('P6', `count ms, ${MANY}`, 1),
  absolute('P6', `loop blocked by a whole list ms, ${MANY}`, 5),
  absolute('P10', 'silent: % of a core', 6),
  absolute('P10', 'accepting: longest block ms', 50),
  absolute('P10', 'all back after a kill, s', 15),
]

function absolute(id: string, figure: string, must: number): Goal {
  return { id, figure, against: 'absolute', better: 'lower', must }
}

/** Presence at growing numbers of people, and thousands who wait, lose their server and return. */
export async function presenceBench(world: World): Promise<BenchReport> {
  const parley = await product(world, { name: 'parley', probe: 'loopProbe' })
  const stages: Stage[] = [
    { target: 'parley', measure: (round) => whole(world, parley, round) },
    { target: 'parley with Redis', measure: (round) => scaleOnly(world, round, 'redis') },
    { target: 'guide', measure: (round) => scaleOnly(world, round, 'guide') },
  ]
  const asked = world.options.onlyComeback ? [backOnly(world, parley)] : stages
  const samples = await alternate(world.options.rounds, asked, ({ measure }, round) =>
    measure(round),
  )
  return { bench: 'presence', notes: notes(world.options.connections ?? SILENT), samples, goals }
}

const SILENT = 10_000

interface Stage {
  target: TargetName
  measure(round: number): Promise<Sample>
}

async function whole(world: World, target: Target, round: number): Promise<Sample> {
  const figures = {
    ...(await scale(world, 'memory')),
    ...(await seen(world, target)),
    ...(await back(world, target)),
  }
  return { target: 'parley', round, figures }
}

function backOnly(world: World, target: Target): Stage {
  const measure = async (round: number): Promise<Sample> => {
    return { target: 'parley', round, figures: await back(world, target) }
  }
  return { target: 'parley', measure }
}

function back({ jwtSecret, options }: World, target: Target): Promise<Record<string, number>> {
  return comeback({ target, jwtSecret, people: options.connections ?? SILENT })
}

async function scaleOnly(world: World, round: number, kind: 'redis' | 'guide'): Promise<Sample> {
  const target = kind === 'redis' ? 'parley with Redis' : 'guide'
  return { target, round, figures: await scale(world, kind) }
}

async function scale(world: World, kind: 'memory' | 'redis' | 'guide') {
  const { redis, folder } = world
  const plan = { kind, redisUrl: redis.url, redisPid: redis.process.pid, sizes: SIZES }
  const program = startProcess({
    name: `presence-${kind}-${crypto.randomUUID()}`,
    command: ['node', world.built('presenceScale'), JSON.stringify(plan)],
    core: SERVER_CORE,
    folder,
  })
  const ends = () => program.output().includes('\n')
  await waitFor(`presence of ${MANY} to be measured`, ends, 300_000)
  const figures: Record<string, number> = JSON.parse(program.output())
  const ratio =
    (figures[`CPU µs/join and leave, ${MANY}`] ?? 0) /
    (figures[`CPU µs/join and leave, ${FEW}`] ?? 1)
  return { ...figures, 'CPU/join and leave, 50,000 ÷ 1,000 online': ratio }
}

/** From the moment in which somebody is told `connected` to the watcher who hears of it. */
async function seen(world: World, target: Target): Promise<Record<string, number>> {
  const { jwtSecret, options } = world
  const plan = { perSecond: JOINS_PER_SECOND, seconds: options.seconds, watchers: WATCHERS }
  const delaysMs = await joinsSeen({ target, jwtSecret, ...plan })
  const figure = (percent: number) => `a join is seen, p${percent} ms at ${JOINS_PER_SECOND}/s`
  return { [figure(50)]: percentile(delaysMs, 50), [figure(99)]: percentile(delaysMs, 99) }
}

function notes(silent: number): string[] {
  return [
    'Scale is presence alone, in a program with a core of its own: 100 joins on their way at once; CPU is that of the program and of Redis, while 5,000 more people come and leave at once. The guides have no pages: their page and their count read everybody.',
    `${JOINS_PER_SECOND} people a second connect while ${WATCHERS} admins watch; changes are told in windows of 250 ms then, so 300 ms is window + 50 ms.`,
    `${silent} sockets connect, are silent for 30 s (pings included), lose their server to SIGKILL and find it started again: back is everybody connected and counted.`,
  ]
}
