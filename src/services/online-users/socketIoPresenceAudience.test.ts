import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'
import { io as connect, type Socket } from 'socket.io-client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ClientToServerEvents, ServerToClientEvents } from '@/lib/protocol'
import { rooms } from '@/services/realtime'
import { type WatcherGroup, watcherGroups } from './presenceAudience'
import { socketIoPresenceAudience } from './socketIoPresenceAudience'

const http = createServer()
let server: Server<ClientToServerEvents, ServerToClientEvents>
let clients: Socket<ServerToClientEvents>[]

beforeEach(async () => {
  server = new Server(http)
  clients = []
  server.on('connection', (socket) => {
    const { tenantId, view, form } = socket.handshake.auth as WatcherGroup & { tenantId: string }
    void socket.join(rooms.presence(tenantId, { view, form }))
  })
  await new Promise<void>((resolve) => http.listen(0, resolve))
})

afterEach(async () => {
  for (const client of clients) client.disconnect()
  await server.close()
})

test('PR-30 each group hears its own events, and no tenant those of another', async () => {
  const audience = socketIoPresenceAudience(server)
  const heard: string[] = []
  for (const tenantId of ['acme', 'globex']) {
    for (const group of watcherGroups) await watch(tenantId, group, heard)
  }
  for (const group of watcherGroups) {
    expect(audience.has('acme', group)).toBe(true)
    expect(audience.has('initech', group)).toBe(false)
    const epoch = `for ${group.view} ${group.form}`
    audience.tell('acme', group, 'presence_batch', { epoch, from: 1, to: 1, changes: [] })
  }
  await expect.poll(() => heard.length).toBe(4)
  expect(heard.sort()).toEqual(
    watcherGroups.map(({ view, form }) => `acme ${view} ${form} heard for ${view} ${form}`).sort(),
  )
})

async function watch(tenantId: string, group: WatcherGroup, heard: string[]): Promise<void> {
  const { port } = http.address() as AddressInfo
  const auth = { tenantId, ...group }
  const client = connect(`http://localhost:${port}`, { auth, transports: ['websocket'] })
  clients.push(client)
  client.on('presence_batch', ({ epoch }: { epoch: string }) => {
    heard.push(`${tenantId} ${group.view} ${group.form} heard ${epoch}`)
  })
  await new Promise<void>((resolve) => client.on('connect', resolve))
}
