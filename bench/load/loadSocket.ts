import { type LoadWebSocket, openWebSocket } from './webSocket'

/** A Socket.IO client that parses only what the load needs. */
export interface LoadSocket {
  /** Sends an event whose payload is JSON already; `onAck` gets the raw ack. */
  emit(event: string, payload: string, onAck?: (answer: string) => void): void
  close(): void
}

export interface LoadSocketPlan {
  port: number
  token: string
  /** The page that it is opened on. */
  url?: string
  /** Asks for `presence_batch`, as the product's own client does. */
  presence?: 'batch'
  /** A server that is away is expected. */
  quiet?: boolean
  /** An event and its raw packet: `42["name",payload]`. */
  onEvent(name: string, packet: string): void
}

interface Handlers {
  onConnect(): void
  onRefusal(reason: string): void
  onEvent(name: string, packet: string): void
  onAck(id: number, packet: string): void
}

/**
 * Connects, proves the token and resolves when the server has said `welcome`:
 * `connect` is Socket.IO's own answer, `connected` the event at the end of the guides' connect.
 */
export function openLoadSocket(
  plan: LoadSocketPlan,
  welcome: 'connect' | 'connected',
): Promise<LoadSocket> {
  return new Promise((resolve, reject) => {
    const acks = new Map<number, (answer: string) => void>()
    const auth = JSON.stringify({ token: plan.token, presence: plan.presence })
    const read = packetReader(() => socket, auth, {
      onConnect: () => welcome === 'connect' && resolve(opened),
      onRefusal: (reason) => reject(new Error(`Refused: ${reason}`)),
      onEvent: (name, packet) => {
        if (name === 'connected' && welcome === 'connected') resolve(opened)
        plan.onEvent(name, packet)
      },
      onAck: (id, packet) => {
        acks.get(id)?.(packet)
        acks.delete(id)
      },
    })
    const socket = openWebSocket(plan.port, pathOf(plan), {
      onText: read,
      onLost: (reason) => {
        reject(new Error(reason))
        if (!plan.quiet) sayOnce(reason)
      },
    })
    const opened = loadSocket(socket, acks)
  })
}

function pathOf({ url }: LoadSocketPlan): string {
  const page = url === undefined ? '' : `&url=${encodeURIComponent(url)}`
  return `/api/socketio/?EIO=4&transport=websocket${page}`
}

let said = false

/** The run fails by itself where something is missing; this tells why. */
function sayOnce(reason: string): void {
  if (!said) process.stderr.write(`A socket of the load was lost: ${reason}\n`)
  said = true
}

function loadSocket(
  socket: LoadWebSocket,
  acks: Map<number, (answer: string) => void>,
): LoadSocket {
  let nextId = 0
  return {
    emit: (event, payload, onAck) => {
      const id = onAck ? nextId++ : ''
      if (onAck) acks.set(Number(id), onAck)
      socket.send(`42${id}["${event}",${payload}]`)
    },
    close: socket.close,
  }
}

/** Engine.IO 4 packets: 0 open, 2 ping, 4 message; in messages Socket.IO's 0, 2, 3 and 4. */
function packetReader(
  socket: () => LoadWebSocket,
  auth: string,
  handlers: Handlers,
): (packet: string) => void {
  const readers: Record<string, (packet: string) => void> = {
    '0': () => socket().send(`40${auth}`),
    '2': () => socket().send('3'),
    '40': () => handlers.onConnect(),
    '42': (packet) => handlers.onEvent(packet.slice(4, packet.indexOf('"', 4)), packet),
    '43': (packet) => handlers.onAck(Number.parseInt(packet.slice(2, 12), 10), packet),
    '44': (packet) => handlers.onRefusal(packet.slice(2)),
  }
  return (packet) => readers[packet.slice(0, packet.startsWith('4') ? 2 : 1)]?.(packet)
}
