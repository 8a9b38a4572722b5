import { createStore, type StoreApi } from 'zustand/vanilla'
import { setPreference, usePreferences } from '@/components/ui/preferences'
import type { Message } from '@/lib/protocol'
import { messageWords } from '../messageWords'
import { playTone } from './tone'

const SNOOZE_MS = 30 * 24 * 60 * 60_000
const SNOOZED_KEY = 'parley.notifications-snoozed'
const BODY_CHARACTERS = 120

export interface NoticeState {
  /** A message came while the tab was hidden, and nobody was asked yet. */
  offering: boolean
  permission: NotificationPermission | 'impossible'
}

/** Notifications of the system, and the tone: only for what is not being looked at. */
export interface Notices extends StoreApi<NoticeState> {
  /** Follows what the browser allows; returns the way to stop. */
  start(): () => void
  tell(message: Message): void
  /** It was read, here or elsewhere: what was said of it goes. */
  forget(isRead: (conversationId: string) => boolean): void
  /** Asks the browser, where it was not asked yet; must be called by a click. */
  turnOn(): Promise<void>
  /** Not again for 30 days. */
  notNow(): void
  /** Opens a conversation from a notification. */
  onOpen(open: (conversationId: string) => void): void
}

/** @param isLoud whether a tone is wanted now. */
export function createNotices(isLoud = () => usePreferences.getState().sounds): Notices {
  const store = createStore<NoticeState>(() => ({ offering: false, permission: 'impossible' }))
  const shown = new Map<string, Notification>()
  const look = () => store.setState({ permission: permission() })
  let open: (conversationId: string) => void = () => {}
  return {
    ...store,
    start() {
      look()
      return followPermission(look)
    },
    tell(message) {
      const { conversationId } = message
      if (isLoud()) playTone()
      const notification = isOn() && show(message, () => open(conversationId))
      if (notification) shown.set(conversationId, notification)
      if (document.hidden && mayOffer()) store.setState({ offering: true })
    },
    forget(isRead) {
      for (const [conversationId, notification] of shown) {
        if (!isRead(conversationId)) continue
        notification.close()
        shown.delete(conversationId)
      }
    },
    async turnOn() {
      store.setState({ offering: false })
      if (permission() === 'default') await Notification.requestPermission()
      look()
      if (permission() === 'granted') setPreference('notifications', true)
    },
    notNow() {
      store.setState({ offering: false })
      try {
        localStorage.setItem(SNOOZED_KEY, String(Date.now()))
      } catch {
        // Then it is asked again after a reload.
      }
    },
    onOpen(opener) {
      open = opener
    },
  }
}

function isOn(): boolean {
  return permission() === 'granted' && usePreferences.getState().notifications
}

function permission(): NoticeState['permission'] {
  return 'Notification' in window ? Notification.permission : 'impossible'
}

/** The browser's own settings may change it while the page is open. */
function followPermission(look: () => void): () => void {
  let status: PermissionStatus | undefined
  let isOver = false
  navigator.permissions?.query({ name: 'notifications' }).then(
    (found) => {
      status = isOver ? undefined : found
      status?.addEventListener('change', look)
    },
    () => undefined,
  )
  return () => {
    isOver = true
    status?.removeEventListener('change', look)
  }
}

function mayOffer(): boolean {
  if (permission() !== 'default') return false
  try {
    return Date.now() - Number(localStorage.getItem(SNOOZED_KEY)) > SNOOZE_MS
  } catch {
    return false
  }
}

function show(message: Message, open: () => void): Notification | undefined {
  const body = usePreferences.getState().hideMessageText
    ? 'New message'
    : messageWords(message).slice(0, BODY_CHARACTERS)
  try {
    const notification = new Notification(message.senderName, { body, tag: message.conversationId })
    notification.onclick = () => {
      window.focus()
      open()
      notification.close()
    }
    return notification
  } catch {
    // Phones allow notifications from service workers only.
    return undefined
  }
}
