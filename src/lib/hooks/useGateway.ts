import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react'
import type { PushFeedState } from '../client/pushFeed'
import { notYet, pushFeedState, watchPushes } from '../client/pushFeeds'
import type { PushHandler } from '../client/pushHandlers'

export interface UseGatewayOptions {
  /** Hears as the visitor of this tenant's website, known by the publishable key of `configure`. */
  tenantId?: string
}

/**
 * Hears what a back end pushes to the signed-in user under one name. All hooks of a page share one
 * connection, and each push is told once. What is pushed with `queue` comes also after the page was
 * away; what is pushed with `requireAck` is acknowledged when the handler is done, and told again with
 * the next connection where it threw or rejected.
 *
 * @param event any name but those of the protocol: `notification`, `alert`, `announcement`
 * @example
 * const { isConnected } = useGateway<{ title: string }>('notification', ({ title }) => show(title))
 */
export function useGateway<Message = unknown>(
  event: string,
  handler: PushHandler<Message>,
  { tenantId }: UseGatewayOptions = {},
): PushFeedState {
  const latest = useRef(handler)
  useEffect(() => {
    latest.current = handler
  })
  const watch = useCallback(
    (changed: () => void) => {
      const hear: PushHandler = (message, about) => latest.current(message as Message, about)
      return watchPushes(tenantId, { event, handler: hear, changed })
    },
    [event, tenantId],
  )
  return useSyncExternalStore(
    watch,
    () => pushFeedState(tenantId),
    () => notYet,
  )
}
