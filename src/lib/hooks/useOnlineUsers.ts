import { useCallback, useMemo, useSyncExternalStore } from 'react'
import { nobodyYet, type OnlineUsersState } from '../client/onlineUsersFeed'
import { onlineUsersState, refreshOnlineUsers, watchOnlineUsers } from '../client/onlineUsersFeeds'

export interface UseOnlineUsersOptions {
  /** Changes come as they happen. Default: true */
  enableWebSocket?: boolean
  /** Between two readings while there is no socket, in ms, at least 1000. Default: 5000 */
  pollingInterval?: number
  /** Reads the list on mount, and polls while there is no socket. Default: true */
  autoRefresh?: boolean
}

export interface UseOnlineUsersResult extends OnlineUsersState {
  /** Reads the list now, and again after an error that ended polling. Never rejects. */
  refresh: () => Promise<void>
}

/**
 * Everybody who is online in a tenant, for its admins. All hooks of a page share one connection;
 * while it is away, and the tab is visible, the list is polled.
 *
 * @example
 * const { onlineUsers, isLoading, error, refresh, isConnected } = useOnlineUsers('tenant-123')
 */
export function useOnlineUsers(
  tenantId: string,
  options: UseOnlineUsersOptions = {},
): UseOnlineUsersResult {
  const { enableWebSocket = true, pollingInterval = 5000, autoRefresh = true } = options
  const name = useMemo(
    () => ({ tenantId, withSocket: enableWebSocket }),
    [tenantId, enableWebSocket],
  )
  const watch = useCallback(
    (changed: () => void) => watchOnlineUsers(name, changed, { pollingInterval, autoRefresh }),
    [name, pollingInterval, autoRefresh],
  )
  const state = useSyncExternalStore(
    watch,
    () => onlineUsersState(name),
    () => nobodyYet,
  )
  const refresh = useCallback(() => refreshOnlineUsers(name), [name])
  return useMemo(() => ({ ...state, refresh }), [state, refresh])
}
