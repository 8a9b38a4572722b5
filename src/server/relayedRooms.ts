import type { Namespace } from 'socket.io'
import type { BroadcastOptions } from 'socket.io-adapter'
import type { RoomMessage, RoomRelay } from '@/services/realtime'
import { BoundedRecoveryAdapter } from './boundedRecoveryAdapter'

type Packet = Parameters<BoundedRecoveryAdapter['broadcast']>[0]

/** The type of events among Socket.IO's packets. */
const EVENT = 2

/**
 * Rooms that reach over all processes. What is said here is heard here at once, whatever the relay
 * does. Of what Socket.IO can do over processes only these are relayed: events, leaving rooms,
 * ending sockets, and telling each other.
 */
class RelayedRoomsAdapter extends BoundedRecoveryAdapter {
  constructor(
    namespace: Namespace,
    private readonly relay: RoomRelay,
  ) {
    super(namespace)
  }

  override broadcast(packet: Packet, options: BroadcastOptions): void {
    // Before the broadcast, which adds this process' own place for recovery.
    if (!options.flags?.local) this.#relay('say', options, JSON.stringify(packet.data))
    super.broadcast(packet, options)
  }

  override delSockets(options: BroadcastOptions, rooms: string[]): void {
    if (!options.flags?.local) this.#relay('leave', options, JSON.stringify(rooms))
    super.delSockets(options, rooms)
  }

  override disconnectSockets(options: BroadcastOptions, close: boolean): void {
    if (!options.flags?.local) this.#relay('close', options, String(close))
    super.disconnectSockets(options, close)
  }

  override serverSideEmit(packet: unknown[]): void {
    this.#relay('tell', { rooms: new Set() }, JSON.stringify(packet))
  }

  /** Does here what another process did. */
  take({ deed, rooms, except, body }: RoomMessage): void {
    if (rooms.length > 0 && !rooms.some((room) => this.rooms.has(room))) return
    const options = { rooms: new Set(rooms), except: new Set(except), flags: {} }
    if (deed === 'tell') this.#hear(JSON.parse(body))
    else if (deed === 'close') super.disconnectSockets(options, body === 'true')
    else if (deed === 'leave') super.delSockets(options, JSON.parse(body))
    else super.broadcast({ type: EVENT, data: JSON.parse(body) }, options)
  }

  #hear(packet: unknown[]): void {
    const { nsp } = this as unknown as { nsp: { _onServerSideEmit(packet: unknown[]): void } }
    nsp._onServerSideEmit(packet)
  }

  #relay(deed: RoomMessage['deed'], { rooms, except }: BroadcastOptions, body: string): void {
    this.relay.sendLater({ deed, rooms: [...rooms], except: [...(except ?? [])], body })
  }
}

/** `onMissed`: sockets of this process have missed something and must read again. */
export function relayedRooms(relay: RoomRelay, onMissed: () => void) {
  return function adapter(namespace: Namespace): RelayedRoomsAdapter {
    const rooms = new RelayedRoomsAdapter(namespace, relay)
    relay.listen({ message: (message) => rooms.take(message), missed: onMissed })
    return rooms
  }
}
