import type { PersonPrincipal, Principal, ServicePrincipal } from '@/services/realtime'
import { FakeSocket, openTestDoor } from '@/services/realtime/fakeSocket'
import type { OnlineUsersService } from './onlineUsersService'
import { attachOnlineUsers, attachWatching } from './onlineUsersSocket'

/** A socket of a page, let in where its caller belongs. */
export function enterOnlineUsers(
  principal: Principal,
  services: { onlineUsers: OnlineUsersService },
  presence?: 'batch',
): FakeSocket {
  const socket = new FakeSocket('socket', {
    auth: { presence },
    query: { url: 'https://acme.example/start', title: 'Start', domain: 'acme.example' },
    headers: { origin: 'https://acme.example', 'user-agent': 'test' },
  })
  if (principal.kind === 'service') {
    const door = openTestDoor<ServicePrincipal>()
    attachWatching(door, services)
    return socket.enter(door, principal)
  }
  const door = openTestDoor<PersonPrincipal>()
  attachOnlineUsers(door, services)
  return socket.enter(door, principal)
}
