import { usePathname, useSearchParams } from 'next/navigation'
import { useMemo } from 'react'

export interface ChatLocation {
  conversationId: string | undefined
  /** The Online Users pane, where it is not always there. */
  isPanelOpen: boolean
  open(conversationId: string): void
  toList(): void
  openPanel(): void
  closePanel(): void
}

/** The address is the state. It changes by the history API: the page is not fetched again. */
export function useChatLocation(): ChatLocation {
  const [, , id] = usePathname().split('/')
  const isPanelOpen = useSearchParams().get('panel') === 'online'
  const conversationId = id ? decodeURIComponent(id) : undefined
  return useMemo(
    () => ({
      conversationId,
      isPanelOpen,
      open: (to) => go(chatPath(to)),
      toList: () => go('/chat'),
      openPanel: () => go(`${location.pathname}?panel=online`),
      closePanel: () => go(location.pathname),
    }),
    [conversationId, isPanelOpen],
  )
}

export function chatPath(conversationId: string): string {
  return `/chat/${encodeURIComponent(conversationId)}`
}

function go(path: string): void {
  if (location.pathname + location.search !== path) window.history.pushState(null, '', path)
}
