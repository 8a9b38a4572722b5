import { COMINGS_PER_SECOND, startChurn, type VisitorChurn } from './load/visitorChurn'
import { openWebchatLoad, type WebchatLoad } from './load/webchatLoad'
import { latencyFigures, saturationFigures } from './messageFigures'
import { waitFor } from './processes/waitFor'
import type { BenchReport, Goal, Sample } from './report/report'
import { percentile } from './report/statistics'
import { alternate } from './rounds'
import { partner } from './targets/partners'
import { product } from './targets/product'
import { signedPeople } from './targets/signedPeople'
import type { Person, Server, Target, Visitor } from './targets/target'
import type { World } from './targets/world'
import { openReaders, requestFigures, webchatRoutes } from './webchatRequests'

const WRITERS = 100
/** As many as come in twenty seconds: nobody comes back while still in grace. */
const PASSERS_BY = 20 * COMINGS_PER_SECOND
const ADMINS = 2
/** Messages on their way per visitor at saturation. */
const WINDOW = 4
const RATES = [500, 2000] as const
const WINDOW_AND_50_MS = 300

const goals: readonly Goal[] = [
  { id: 'P3', figure: 'messages/s', against: 'guide', better: 'higher', must: 1.5, aim: 1.8 },
  { id: 'P3', figure: 'messages/s', against: 'bare', better: 'higher', must: 0.65, aim: 0.85 },
  { id: 'P3', figure: 'CPU µs/message', against: 'guide', better: 'lower', must: 0.55, aim: 0.42 },
  ...RATES.flatMap((rate) => ['', ' by HTTP'].flatMap((way) => latencyGoals(named(rate) + way))),
  ...RATES.map((rate) => absolute('P5', seenAt(named(rate)), WINDOW_AND_50_MS)),
  ...webchatRoutes.map(
    (route): Goal => ({
      id: 'P7',
      figure: `${route}: requests/s`,
      against: 'node',
      better: 'higher',
      must: 0.5,
      aim: 0.8,
    }),
  ),
]

function latencyGoals(rate: string): Goal[] {
  const [p50, p99] = [`p50 ms at ${rate}`, `p99 ms at ${rate}`]
  return [
    { id: 'P4', figure: p50, against: 'guide', better: 'lower', must: 1.05 },
    { id: 'P4', figure: p99, against: 'guide', better: 'lower', must: 2 },
    absolute('P4', p99, 10),
  ]
}

function absolute(id: string, figure: string, must: number): Goal {
  return { id, figure, against: 'absolute', better: 'lower', must }
}

function named(rate: number): string {
  return `${rate.toLocaleString('en-US')}/s`
}

function seenAt(rate: string): string {
  return `a change is seen, p99 ms at ${rate}`
}

interface Stage {
  target: Target
  server: Server
  writers: Visitor[]
  passersBy: Visitor[]
  /** They have a conversation to read. */
  readers: Visitor[]
}

/** Visitors write by socket and by HTTP while others come, go on and leave, and admins watch. */
export async function webchatBench(world: World): Promise<BenchReport> {
  const memoryProbe = false
  const targets = [
    await product(world, { name: 'parley', withJobs: true }),
    await partner(world, { name: 'guide', memoryProbe }),
    await partner(world, { name: 'bare', memoryProbe }),
    await partner(world, { name: 'node', memoryProbe }),
  ]
  const stages: Stage[] = []
  for (const target of targets) stages.push(await openStage(target))
  await world.postgres.vacuum()
  const samples = await alternate(world.options.rounds, stages, (stage, round) =>
    measured(world, stage, round),
  )
  for (const { server } of stages) await server.process.stop()
  return { bench: 'webchat', notes, samples, goals }
}

async function openStage(target: Target): Promise<Stage> {
  const server = await target.start()
  const readers = await openReaders(target, server)
  const known = readers.length
  const others = await target.visitors(server, known + WRITERS + PASSERS_BY)
  const writers = others.slice(known, known + WRITERS)
  return { target, server, readers, writers, passersBy: others.slice(known + WRITERS) }
}

async function measured(world: World, stage: Stage, round: number): Promise<Sample> {
  const { target } = stage
  const before = await workOf(stage)
  const chatted = target.name === 'node' ? NOTHING : await chatFigures(world, stage)
  const asked = isAsked(target) ? await requestFigures(world.options, stage) : NOTHING
  await checkWork(stage, before, chatted.sent + asked.sent)
  return { target: target.name, round, figures: { ...chatted.figures, ...asked.figures } }
}

const NOTHING = { figures: {}, sent: 0 }

/** `guide` and `bare` have no pages of messages. */
function isAsked({ name }: Target): boolean {
  return name === 'parley' || name === 'node'
}

async function chatFigures({ jwtSecret, options }: World, stage: Stage) {
  const { server, writers: visitors, target } = stage
  const tells = tellingOf(target)
  const churn = startChurn({ server, visitors: stage.passersBy, tells })
  const admins: Person[] = await signedPeople(jwtSecret, ADMINS, 'admin')
  const mustJoin = target.name !== 'parley'
  const load = await openWebchatLoad({
    server,
    visitors,
    admins,
    mustJoin,
    onPresence: churn.heard,
  })
  const figures = await phases(load, churn, options.seconds)
  await churn.stop()
  load.close()
  return { figures, sent: load.traffic.sent() }
}

function tellingOf({ name }: Target) {
  if (name === 'parley') return 'all'
  return name === 'guide' ? 'comings' : 'nothing'
}

async function phases(
  { traffic, bySocket, openHttp }: WebchatLoad,
  churn: VisitorChurn,
  seconds: number,
) {
  const figures = saturationFigures(await traffic.saturate(bySocket, WINDOW, seconds))
  for (const rate of RATES) {
    churn.takeSeenMs()
    const socket = latencyFigures(named(rate), await traffic.atRate(bySocket, rate, seconds))
    const http = openHttp()
    const ways = await traffic.atRate(http.say, rate, seconds)
    http.close()
    Object.assign(figures, socket, latencyFigures(`${named(rate)} by HTTP`, ways))
    Object.assign(figures, seenFigures(named(rate), churn.takeSeenMs()))
  }
  return figures
}

function seenFigures(rate: string, seenMs: readonly number[]): Record<string, number> {
  return seenMs.length > 0 ? { [seenAt(rate)]: percentile(seenMs, 99) } : {}
}

async function workOf({ target, server, writers }: Stage) {
  const [stored, jobs] = [await target.storedOfVisitors(server, writers), await target.jobs()]
  return { stored, jobs }
}

/** Every acked message is stored, once, and is one job; jobs may still be on their way. */
async function checkWork(
  stage: Stage,
  before: { stored: number | undefined; jobs: number | undefined },
  sent: number,
): Promise<void> {
  const { name } = stage.target
  if (before.stored !== undefined) {
    const stored = ((await workOf(stage)).stored ?? 0) - before.stored
    if (stored !== sent) throw new Error(`${name} stored ${stored} of ${sent} acked messages`)
  }
  const { jobs } = before
  if (jobs === undefined) return
  const given = async () => ((await stage.target.jobs()) ?? 0) - jobs
  await waitFor(`${name} to make ${sent} jobs`, async () => (await given()) >= sent)
  const made = await given()
  if (made !== sent) throw new Error(`${name} made ${made} jobs of ${sent} messages`)
}

const notes = [
  `${WRITERS} visitors write, ${WINDOW} messages on their way each at saturation; ${ADMINS} admins have every message and the visitor hears it too. A message counts when its sender has the ack, or the answer, and an admin has the event.`,
  `Meanwhile ${COMINGS_PER_SECOND} visitors a second come and as many leave, ${2 * COMINGS_PER_SECOND} go on to another page, and the admins watch: a change is seen when the first admin is told. The guides know no change of page; bare tells nobody.`,
  'Everybody stores but bare, and gives the back end a job for each message: Parley on its stream in Redis, by way of its outbox, guide with one XADD, node as a row.',
  'POST and GET by themselves: 32 kept-alive connections, one request on its way each; GET reads 50 messages.',
]
