import { openStage, type Stage } from './httpStage'
import { hotRequests } from './load/hotRequests'
import { loadHttp } from './load/httpLoad'
import { openMessageLoad } from './load/messageLoad'
import type { BenchOptions } from './options'
import type { BenchReport, Goal, Sample } from './report/report'
import { percentile } from './report/statistics'
import { alternate } from './rounds'
import { edgeOf } from './targets/edge'
import { product } from './targets/product'
import type { Server } from './targets/target'
import type { World } from './targets/world'

const RATE = 500
const WARM_UP_SECONDS = 2
const [POSTS, LISTS] = ['POST message: requests/s', 'GET online-users: requests/s']
const ONE = 'GET online-users: ms, one at a time'
const [P50, P99] = [`p50 ms at ${RATE}/s by socket`, `p99 ms at ${RATE}/s by socket`]
const CPU = `server and edge CPU µs/message at ${RATE}/s by socket`

const against = 'parley alone'
/** All of it shares one core: what the edge uses is not the back end's. */
const goals: readonly Goal[] = [
  { id: 'ED', figure: POSTS, against, better: 'higher', must: 0.25, aim: 0.4 },
  { id: 'ED', figure: LISTS, against, better: 'higher', must: 0.15, aim: 0.25 },
  { id: 'ED', figure: ONE, against: 'absolute', better: 'lower', must: 2, aim: 1 },
  { id: 'ED', figure: P50, against, better: 'lower', must: 2, aim: 1.5 },
  { id: 'ED', figure: P99, against: 'absolute', better: 'lower', must: 10 },
]

interface Way {
  name: 'parley' | 'parley alone'
  server: Server
}

/** The same process, asked through the edge and directly. */
export async function edgeBench(world: World): Promise<BenchReport> {
  const { options } = world
  const connections = options.connections ?? 32
  const target = await product(world, { name: 'parley alone', behindEdge: true })
  const stage = await openStage(target, connections)
  const edge = await edgeOf(world, stage.server)
  const ways: Way[] = [
    { name: 'parley', server: edge },
    { name: 'parley alone', server: stage.server },
  ]
  for (const { server } of ways) await warmUp(server, stage, connections)
  const samples = await alternate(options.rounds, ways, (way, round) =>
    measured(way, stage, { ...options, connections }, round),
  )
  await edge.process.stop()
  await stage.close()
  return { bench: 'edge', notes: notes(connections), samples, goals }
}

/** Or the first round would be of programs that still compile themselves, the edge most of all. */
async function warmUp(server: Server, { conversations }: Stage, connections: number) {
  const requests = hotRequests(conversations)
  for (const route of ['POST message', 'GET online-users'] as const)
    await loadHttp(server, connections, WARM_UP_SECONDS, requests[route])
}

async function measured(
  { name, server }: Way,
  { conversations }: Stage,
  { seconds, connections }: BenchOptions & { connections: number },
  round: number,
): Promise<Sample> {
  const requests = hotRequests(conversations)
  const posts = await loadHttp(server, connections, seconds, requests['POST message'])
  const lists = await loadHttp(server, connections, seconds, requests['GET online-users'])
  const one = await loadHttp(server, 1, seconds, requests['GET online-users'])
  const load = await openMessageLoad(server, conversations.written)
  const { cpu, messages, deliveryMs } = await load.atRate(RATE, seconds)
  load.close()
  const figures = {
    [POSTS]: (posts.answered / posts.elapsedMs) * 1000,
    [LISTS]: (lists.answered / lists.elapsedMs) * 1000,
    [ONE]: one.elapsedMs / one.answered,
    [P50]: percentile(deliveryMs, 50),
    [P99]: percentile(deliveryMs, 99),
    [CPU]: cpu.server / messages,
  }
  return { target: name, round, figures }
}

function notes(connections: number): string[] {
  return [
    `parley: through an edge in front of the process that is parley alone; both are on core 0, so the edge takes what it needs from its back end. ${connections} kept-alive connections, one request on its way each.`,
    `By socket: WebSocket through the edge, ${RATE} messages a second, latency from sending until the other person has the event.`,
  ]
}
