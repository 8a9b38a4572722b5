import { setTimeout as pause } from 'node:timers/promises'
import { waitFor } from '../processes/waitFor'
import { signedPeople } from '../targets/signedPeople'
import type { Person, Server, Target } from '../targets/target'
import { type LoadSocket, openLoadSocket } from './loadSocket'

interface JoinPlan {
  target: Target
  jwtSecret: string
  perSecond: number
  seconds: number
  watchers: number
}

const STEP_MS = 20

/** People join at an even pace; answers how long each watcher waited to hear of each of them. */
export async function joinsSeen(plan: JoinPlan): Promise<number[]> {
  const { target, jwtSecret, perSecond, seconds } = plan
  const server = await target.start()
  const people = await signedPeople(jwtSecret, perSecond * seconds, 'member')
  const joinedAtMs = new Map<string, number>()
  const delaysMs: number[] = []
  const hear = (userId: string) => {
    const atMs = joinedAtMs.get(userId)
    if (atMs !== undefined) delaysMs.push(Math.max(0, performance.now() - atMs))
  }
  const sockets = await openWatchers(server, plan, hear)
  for (const some of inSteps(people, (perSecond * STEP_MS) / 1000)) {
    for (const person of some) void join(server, person, joinedAtMs).then((s) => sockets.push(s))
    await pause(STEP_MS)
  }
  const expected = people.length * plan.watchers
  await waitFor('every watcher to hear of everybody', () => delaysMs.length >= expected, 60_000)
  for (const socket of sockets) socket.close()
  await server.process.stop()
  return delaysMs
}

async function openWatchers(
  server: Server,
  { jwtSecret, watchers }: JoinPlan,
  hear: (userId: string) => void,
): Promise<LoadSocket[]> {
  const admins = await signedPeople(jwtSecret, watchers, 'admin')
  const sockets = admins.map(({ token }) =>
    openLoadSocket(
      { port: server.port, token, presence: 'batch', onEvent: (_, packet) => tell(packet, hear) },
      'connected',
    ),
  )
  const open = await Promise.all(sockets)
  await pause(500)
  return open
}

/** Only people of the load have ids of this form. */
function tell(packet: string, hear: (userId: string) => void): void {
  for (const [, userId] of packet.matchAll(
    /"change":"online","user":\{[^}]*?"userId":"(u_member_\d+)"/g,
  ))
    hear(String(userId))
}

async function join(
  server: Server,
  { userId, token }: Person,
  joinedAtMs: Map<string, number>,
): Promise<LoadSocket> {
  const onEvent = (name: string) => {
    if (name === 'connected') joinedAtMs.set(userId, performance.now())
  }
  return openLoadSocket({ port: server.port, token, onEvent }, 'connected')
}

function inSteps<T>(all: readonly T[], size: number): T[][] {
  const steps: T[][] = []
  for (let at = 0; at < all.length; at += size) steps.push(all.slice(at, at + size))
  return steps
}
