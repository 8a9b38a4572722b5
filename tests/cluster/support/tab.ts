import { openSocket } from '@/lib/client/openSocket'
import type { OpenSocket } from '@/lib/client/wireSocket'
import { createParleyClient, type ParleyClient } from '@/lib/parleyClient'
import type { Message, OnlineUser } from '@/lib/protocol'
import type { Person } from '../../app/support/people'

/** A tab as people have it: the client library, which reconnects and reads what it missed. */
export interface Tab {
  person: Person
  client: ParleyClient
  /** Everybody online, as this tab last showed. */
  users(): readonly string[]
  /** Delivered messages by id. */
  messages: Map<string, Message>
  close(): void
}

interface TabOptions {
  /** Called with every list that is shown. */
  onList?(userIds: readonly string[]): void
  openSocket?: OpenSocket
}

/** For those who get no WebSocket through. */
export const pollingOnly: OpenSocket = (address) => {
  const socket = openSocket(address)
  return Object.create(socket, { connect: { value: () => socket.connect(['polling']) } })
}

export function openTab(url: string, person: Person, options: TabOptions = {}): Tab {
  const { onList, openSocket: open = openSocket } = options
  let users: readonly string[] = []
  const messages = new Map<string, Message>()
  const grant = {
    success: true as const,
    token: person.token,
    expiresIn: 900,
    user: { id: person.userId, name: person.name, email: 'somebody@example.com' },
    tenantId: 'tenant-123',
    role: 'member' as const,
  }
  const tokens = { get: async () => grant, renew: async () => grant, forget: () => undefined }
  const client = createParleyClient({ url, tokens, tab: crypto.randomUUID(), openSocket: open })
  client.subscribe((event) => {
    if (event.type === 'message') messages.set(event.message.id, event.message)
    if (event.type !== 'presence') return
    users = event.users.map(({ userId }: OnlineUser) => userId).sort()
    onList?.(users)
  })
  client.start()
  return { person, client, users: () => users, messages, close: () => client.stop() }
}
