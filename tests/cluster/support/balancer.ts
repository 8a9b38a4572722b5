import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

export interface Balancer {
  url: string
  close(): Promise<void>
}

/**
 * What stands in front of many processes: gives every connection to a node that takes it. It does
 * not look into anything, so a client keeps its node exactly as long as its connection.
 */
export async function startBalancer(pick: () => readonly number[]): Promise<Balancer> {
  const open = new Set<Socket>()
  const server = createServer((client) => {
    keep(open, client)
    forward(client, pick(), open)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.close()
      for (const socket of open) socket.destroy()
    },
  }
}

function forward(client: Socket, [port, ...others]: readonly number[], open: Set<Socket>): void {
  if (port === undefined) return void client.destroy()
  const node = connect(port, '127.0.0.1')
  keep(open, node)
  let taken = false
  node.once('connect', () => {
    taken = true
    client.pipe(node).pipe(client)
  })
  node.once('error', () => {
    if (!taken) forward(client, others, open)
  })
  node.once('close', () => taken && client.destroy())
  client.once('close', () => node.destroy())
}

function keep(open: Set<Socket>, socket: Socket): void {
  open.add(socket)
  socket.on('error', () => socket.destroy()).once('close', () => open.delete(socket))
}
