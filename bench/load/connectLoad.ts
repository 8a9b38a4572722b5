import { waitFor } from '../processes/waitFor'
import type { Person, Server } from '../targets/target'
import { type LoadSocket, openLoadSocket } from './loadSocket'

/** Handshakes on their way at once. */
const AT_ONCE = 100

const ONLINE = '"change":"online"'

/** A socket that listens to presence, and how many people it has heard come online. */
export interface Watcher {
  heard(): number
  frames(): number
  /** Counts from nought again. */
  reset(): void
  close(): void
}

export async function openWatcher(server: Server, admin: Person): Promise<Watcher> {
  const count = { heard: 0, frames: 0 }
  const socket = await openLoadSocket(
    {
      port: server.port,
      token: admin.token,
      presence: 'batch',
      onEvent: (name, packet) => {
        if (name !== 'user_online' && name !== 'presence_batch') return
        count.frames++
        count.heard += name === 'user_online' ? 1 : onlineChangesIn(packet)
      },
    },
    'connected',
  )
  return {
    heard: () => count.heard,
    frames: () => count.frames,
    reset: () => Object.assign(count, { heard: 0, frames: 0 }),
    close: socket.close,
  }
}

/** Opens a socket for everybody, as fast as the server takes them. */
export async function connectAll(server: Server, people: readonly Person[]): Promise<LoadSocket[]> {
  const sockets: LoadSocket[] = []
  const queue = people.values()
  const worker = async () => {
    for (const { token } of queue) {
      const plan = { port: server.port, token, onEvent: () => undefined }
      sockets.push(await openLoadSocket(plan, 'connected'))
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return sockets
}

export async function untilHeard(watchers: readonly Watcher[], least: number): Promise<void> {
  const all = () => watchers.every((watcher) => watcher.heard() >= least)
  await waitFor(`every watcher to hear of ${least} people`, all, 30_000)
}

function onlineChangesIn(packet: string): number {
  let found = 0
  for (let at = packet.indexOf(ONLINE); at >= 0; at = packet.indexOf(ONLINE, at + 1)) found++
  return found
}
