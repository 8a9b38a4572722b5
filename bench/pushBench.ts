import { openPushLoad, type PushFigures, type PushLoad } from './load/pushLoad'
import type { BenchReport, Goal, Sample } from './report/report'
import { percentile } from './report/statistics'
import { alternate } from './rounds'
import { partner } from './targets/partners'
import { product } from './targets/product'
import { signedPeople } from './targets/signedPeople'
import type { Person, Server, Target } from './targets/target'
import type { World } from './targets/world'

/** As many as one request may name. */
const USERS = 100
/** Connections of the back end, one push on its way on each. */
const LINES = 8

const goals: readonly Goal[] = [
  { id: 'P4', figure: 'to one: p99 ms', against: 'absolute', better: 'lower', must: 10 },
  { id: 'P4', figure: `to ${USERS}: p99 ms`, against: 'absolute', better: 'lower', must: 50 },
]

interface Stage {
  target: Target
  server: Server
  users: Person[]
  load: PushLoad
}

/** A back end's request until its users have the event: in one process, across two, and bare. */
export async function pushBench(world: World): Promise<BenchReport> {
  const targets = [
    await product(world, { name: 'parley' }),
    await partner(world, { name: 'bare', memoryProbe: false }),
    await product(world, { name: 'parley on two', processes: 2 }),
  ]
  const stages: Stage[] = []
  for (const target of targets) stages.push(await openStage(world, target))
  await world.postgres.vacuum()
  const samples = await alternate(world.options.rounds, stages, (stage, round) =>
    measured(world, stage, round),
  )
  for (const { load, server } of stages) {
    load.close()
    await server.process.stop()
  }
  return { bench: 'push', notes, samples, goals }
}

async function openStage(world: World, target: Target): Promise<Stage> {
  const server = await target.start()
  const users = await target.people(server, USERS)
  const [backEnd] = await signedPeople(world.jwtSecret, 1, 'admin')
  if (!backEnd) throw new Error('There is nobody to push')
  const isTrusting = target.name === 'bare'
  const load = await openPushLoad({ server, users, backEnd, isTrusting })
  return { target, server, users, load }
}

async function measured(
  { options: { seconds } }: World,
  { target, users, load }: Stage,
  round: number,
): Promise<Sample> {
  const inTurn = (push: number) => users.slice(push % USERS, (push % USERS) + 1)
  const alone = await load.run(1, seconds, inTurn)
  const many = await load.run(LINES, seconds, inTurn)
  const all = await load.run(1, seconds, () => users)
  const figures = {
    'to one: p50 ms': percentile(alone.heardMs, 50),
    'to one: p99 ms': percentile(alone.heardMs, 99),
    ...workOf(`to one, ${LINES} at once`, many),
    [`to ${USERS}: p50 ms`]: percentile(all.heardMs, 50),
    [`to ${USERS}: p99 ms`]: percentile(all.heardMs, 99),
    ...workOf(`to ${USERS}`, all),
  }
  return { target: target.name, round, figures }
}

function workOf(name: string, { pushes, elapsedMs, cpu }: PushFigures): Record<string, number> {
  return {
    [`${name}: pushes/s`]: (pushes / elapsedMs) * 1000,
    [`${name}: server CPU µs/push`]: cpu.server / pushes,
    [`${name}: PostgreSQL CPU µs/push`]: cpu.postgres / pushes,
    [`${name}: load % of its core`]: (cpu.load / 1000 / elapsedMs) * 100,
  }
}

const notes = [
  `A back end calls \`send\` for one user, or \`send-many\` for ${USERS}, and waits until it is answered and each of them has the event. Time is from sending the request until the last has it.`,
  'parley: one process. parley on two: two processes on one Redis, asked on one, with all users on the other, so that every push crosses.',
  'bare: Socket.IO with a room for each user behind a plain handler: no token, presence or storage. Parley checks the key, asks presence who is there and stores what became of the push.',
]
