import { useSyncExternalStore } from 'react'
import type { ConnectionState } from '../connectionState'
import type { ParleyClient } from '../parleyClient'

/**
 * How the connection is now, for a chip or a banner. On the server it is `connecting`.
 *
 * @example
 * const state = useConnectionState(client)
 * return <StatusChip state={state} />
 */
export function useConnectionState(client: ParleyClient): ConnectionState {
  return useSyncExternalStore(
    (changed) =>
      client.subscribe((event) => {
        if (event.type === 'state') changed()
      }),
    client.state,
    () => 'connecting',
  )
}
