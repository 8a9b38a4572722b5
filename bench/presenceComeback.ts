import { setTimeout as pause } from 'node:timers/promises'
import { connectAll } from './load/connectLoad'
import { type LoadSocket, openLoadSocket } from './load/loadSocket'
import { cpuBetween } from './processes/cpuClock'
import { waitFor } from './processes/waitFor'
import { signedPeople } from './targets/signedPeople'
import type { Person, Server, Target } from './targets/target'

interface ComebackPlan {
  target: Target
  jwtSecret: string
  people: number
}

const SILENT_MS = 30_000
/** Clients come back at a moment of their own within this time, and try again so often. */
const SPREAD_MS = 5000
const AGAIN_MS = 500

/** Thousands connect, are silent, lose their server, and come back to the next one. */
export async function comeback(plan: ComebackPlan): Promise<Record<string, number>> {
  const { target, jwtSecret, people: count } = plan
  const people = await signedPeople(jwtSecret, count, 'member')
  const server = await target.start()
  await longestBlocks(server)
  const sockets = await connectAll(server, people)
  await untilCounted(target, server, count)
  const accepting = await longestBlocks(server)
  const before = server.cpu.read()
  await pause(SILENT_MS)
  const silent = cpuBetween(before, server.cpu.read())
  for (const socket of sockets) socket.close()
  server.process.signal('SIGKILL')
  const killedAtMs = performance.now()
  const [next, back] = await Promise.all([
    startedAgain(target, killedAtMs),
    returned(server.port, people),
  ])
  await untilCounted(target, next.server, count)
  const backMs = performance.now() - killedAtMs
  const returning = await longestBlocks(next.server)
  for (const socket of back) socket.close()
  await next.server.process.stop()
  return {
    'silent: % of a core': (silent.server / 1000 / SILENT_MS) * 100,
    'accepting: longest block ms': accepting.blockMs,
    'accepting: longest collection ms': accepting.collectionMs,
    'all back after a kill, s': backMs / 1000,
    'of it until the server is ready, s': next.afterMs / 1000,
    'coming back: longest block ms': returning.blockMs,
    'coming back: longest collection ms': returning.collectionMs,
  }
}

async function startedAgain(target: Target, killedAtMs: number) {
  const server = await target.start()
  const afterMs = performance.now() - killedAtMs
  await longestBlocks(server)
  return { server, afterMs }
}

/** What a client does: waits a while of its own, then tries until there is a server. */
function returned(port: number, people: readonly Person[]): Promise<LoadSocket[]> {
  return Promise.all(
    people.map(async ({ token }, index) => {
      await pause((SPREAD_MS * index) / people.length)
      for (;;) {
        const plan = { port, token, onEvent: () => undefined, quiet: true }
        const socket = await openLoadSocket(plan, 'connected').catch(() => undefined)
        if (socket) return socket
        await pause(AGAIN_MS)
      }
    }),
  )
}

async function untilCounted(target: Target, server: Server, count: number): Promise<void> {
  const counted = async () => ((await target.onlineCount(server)) ?? 0) >= count
  await waitFor(`${count} people to be counted as online`, counted, 60_000)
}

interface LongestBlocks {
  blockMs: number
  collectionMs: number
}

/** Since the last question, as the server itself says (see loopProbe). */
async function longestBlocks(server: Server): Promise<LongestBlocks> {
  const lines = () => server.process.output().match(/^bench-loop .*$/gm) ?? []
  const known = lines().length
  server.process.signal('SIGUSR2')
  await waitFor('the loop probe to answer', () => lines().length > known, 30_000)
  return JSON.parse(lines().at(-1)?.slice('bench-loop '.length) ?? '')
}
