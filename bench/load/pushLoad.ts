import { setTimeout as pause } from 'node:timers/promises'
import { type CpuTimes, cpuBetween } from '../processes/cpuClock'
import type { Person, Server } from '../targets/target'
import { askInTurn, type HttpLine, httpRequest, openHttpLine } from './httpLine'
import { type LoadSocket, openLoadSocket } from './loadSocket'

export interface PushLoad {
  /**
   * Closed loop: every line pushes again when its last push was answered and heard by all.
   *
   * @param users of each push: one is asked for by `send`, more by `send-many`.
   */
  run(
    lines: number,
    seconds: number,
    users: (push: number) => readonly Person[],
  ): Promise<PushFigures>
  close(): void
}

export interface PushFigures {
  pushes: number
  elapsedMs: number
  cpu: CpuTimes
  /** From sending the request until the last of its users has the event. */
  heardMs: number[]
}

interface Plan {
  server: Server
  users: readonly Person[]
  /** Who calls the REST endpoint. */
  backEnd: Person
  /** The server believes nobody: users say who they are. */
  isTrusting: boolean
}

const WARM_UP_MS = 700

/** A back end, and its users with a socket each, on the other process where there are two. */
export async function openPushLoad(plan: Plan): Promise<PushLoad> {
  const { server, users } = plan
  const under = new Map<number, Under>()
  const heard = (packet: string) => {
    const number = Number(/"number":(\d+)/.exec(packet)?.[1])
    under.get(number)?.heard()
  }
  const sockets: LoadSocket[] = []
  for (const user of users) sockets.push(await openUser(plan, user, heard))
  if (!plan.isTrusting) await everybodyIsThere(plan)
  return {
    run: (lines, seconds, usersOf) => run(plan, under, { lines, seconds, usersOf }),
    close: () => {
      for (const socket of sockets) socket.close()
    },
  }

  async function openUser({ isTrusting }: Plan, { token, userId }: Person, onPush: typeof heard) {
    const socket = await openLoadSocket(
      {
        port: server.otherPort ?? server.port,
        token,
        onEvent: (name, packet) => name === 'notification' && onPush(packet),
      },
      'connected',
    )
    if (!isTrusting) return socket
    const joined = new Promise<void>((resolve) => {
      socket.emit('join_user', JSON.stringify({ userId }), () => resolve())
    })
    await joined
    return socket
  }
}

/** A push on its way. */
interface Under {
  heard(): void
}

interface Phase {
  lines: number
  seconds: number
  usersOf: (push: number) => readonly Person[]
}

async function run(plan: Plan, under: Map<number, Under>, phase: Phase): Promise<PushFigures> {
  const heardMs: number[] = []
  let pushing = true
  const lines = Array.from({ length: phase.lines }, () => {
    const line = pushLine(plan, under, phase, (ms) => {
      heardMs.push(ms)
      if (pushing) line.push()
    })
    return line
  })
  for (const line of lines) line.push()
  await pause(WARM_UP_MS)
  const before = { pushes: heardMs.length, cpu: plan.server.cpu.read(), at: performance.now() }
  await pause(phase.seconds * 1000)
  const cpu = cpuBetween(before.cpu, plan.server.cpu.read())
  const elapsedMs = performance.now() - before.at
  const measured = heardMs.slice(before.pushes)
  pushing = false
  await pause(300)
  for (const line of lines) line.close()
  if (under.size > 0) throw new Error(`${under.size} pushes were not heard by all`)
  return { pushes: measured.length, elapsedMs, cpu, heardMs: measured }
}

let nextNumber = 1

/** One kept-alive connection of the back end. */
function pushLine(
  { server, backEnd }: Plan,
  under: Map<number, Under>,
  { usersOf }: Phase,
  onDone: (heardMs: number) => void,
) {
  let answered = () => {}
  const line: HttpLine = openHttpLine(server.port, (status, answer) => {
    if (status !== 200) throw new Error(`A push was refused: ${answer.toString('utf8', 0, 600)}`)
    answered()
  })
  const push = () => {
    const number = nextNumber++
    const users = usersOf(number)
    const atMs = performance.now()
    let left = users.length
    let heardMs = 0
    let isAnswered = false
    const done = () => {
      if (left > 0 || !isAnswered) return
      under.delete(number)
      onDone(heardMs)
    }
    under.set(number, {
      heard: () => {
        left -= 1
        heardMs = performance.now() - atMs
        done()
      },
    })
    answered = () => {
      isAnswered = true
      done()
    }
    line.send(pushRequest(backEnd, users, number))
  }
  return { push, close: line.close }
}

function pushRequest({ token }: Person, users: readonly Person[], number: number): Buffer {
  const userIds = users.map(({ userId }) => userId)
  const message = { title: 'New Message', body: 'You have a new message', number }
  const to = userIds.length === 1 ? { userId: userIds[0] } : { userIds }
  const path = userIds.length === 1 ? '/api/gateway/send' : '/api/gateway/send-many'
  return httpRequest('POST', path, token, JSON.stringify({ ...to, event: 'notification', message }))
}

/** A push to somebody whom presence does not know yet is said to nobody. */
async function everybodyIsThere({ server, users, backEnd }: Plan): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const request = httpRequest('GET', '/api/gateway/stats', backEnd.token)
    const stats = await askInTurn(server.port, 1, () => request)
    if (Number(/"connectedUsers":(\d+)/.exec(stats)?.[1]) >= users.length) return
    await pause(50)
  }
  throw new Error('The users of the push are not connected')
}
