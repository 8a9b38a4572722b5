import { useEffect } from 'react'
import { titleWithCount } from './unreadWords'

/** Title, favicon and app icon, from the one number. */
export function useUnreadSigns(title: string, unread: number): void {
  useEffect(() => {
    document.title = titleWithCount(title, unread)
  }, [title, unread])
  useEffect(() => {
    markFavicon(unread > 0)
    markApp(unread)
    return () => {
      markFavicon(false)
      markApp(0)
    }
  }, [unread])
}

const unreadIcon = '/icon-unread.svg'
let plainIcon: string | undefined

function markFavicon(isUnread: boolean) {
  const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]')
  if (!link) return
  if (!link.href.endsWith(unreadIcon)) plainIcon = link.href
  link.href = isUnread ? unreadIcon : (plainIcon ?? link.href)
}

// Refused where the page is not installed: then there is no icon to mark.
function markApp(unread: number) {
  navigator.setAppBadge?.(unread).catch(() => {})
}
