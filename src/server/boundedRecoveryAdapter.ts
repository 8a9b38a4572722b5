import type { Namespace } from 'socket.io'
import { SessionAwareAdapter } from 'socket.io-adapter'

/**
 * Broadcasts kept for sockets that come back; who missed more reads it from storage. Under load all of
 * them outlive a garbage collection, which then copies them: a thousand took a tenth of a core.
 */
const KEPT_PACKETS = 250

/**
 * Socket.IO's own adapter keeps every broadcast for at least a minute, which under load is a
 * million objects. This one keeps the newest; a socket whose place is gone starts afresh.
 */
export class BoundedRecoveryAdapter extends SessionAwareAdapter {
  override broadcast(...broadcast: Parameters<SessionAwareAdapter['broadcast']>): void {
    super.broadcast(...broadcast)
    const { packets } = this as unknown as { packets: unknown[] }
    if (packets.length > 1.25 * KEPT_PACKETS) packets.splice(0, packets.length - KEPT_PACKETS)
  }

  /** There is no other process to hear it. */
  override serverSideEmit(_packet: unknown[]): void {}
}

export function boundedRecoveryAdapter(namespace: Namespace): BoundedRecoveryAdapter {
  return new BoundedRecoveryAdapter(namespace)
}
