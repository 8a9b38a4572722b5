import { createStore, type StoreApi } from 'zustand/vanilla'
import { usePreferences } from '@/components/ui/preferences'
import type { Message } from '@/lib/protocol'
import { playTone } from './tone'

const SNOOZE_MS = 30 * 24 * 60 * 60_000
const SNOOZED_KEY = 'parley.notifications-snoozed'
const BODY_CHARACTERS = 120

export interface NoticeState {
  /** A message came while the tab was hidden, and nobody was asked yet. */
  offering: boolean
}

/** Notifications of the system, and the tone: only for what is not being looked at. */
export interface Notices extends StoreApi<NoticeState> {
  tell(message: Message): void
  /** Asks the browser; must be called by a click. */
  turnOn(): Promise<void>
  /** Not again for 30 days. */
  notNow(): void
  /** Opens a conversation from a notification. */
  onOpen(open: (conversationId: string) => void): void
}

export function createNotices(): Notices {
  const store = createStore<NoticeState>(() => ({ offering: false }))
  let open: (conversationId: string) => void = () => {}
  return {
    ...store,
    tell(message) {
      if (usePreferences.getState().sounds) playTone()
      if (permission() === 'granted') show(message, () => open(message.conversationId))
      if (document.hidden && mayOffer()) store.setState({ offering: true })
    },
    async turnOn() {
      store.setState({ offering: false })
      await Notification.requestPermission()
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

function permission(): NotificationPermission {
  return 'Notification' in window ? Notification.permission : 'denied'
}

function mayOffer(): boolean {
  if (permission() !== 'default') return false
  try {
    return Date.now() - Number(localStorage.getItem(SNOOZED_KEY)) > SNOOZE_MS
  } catch {
    return false
  }
}

function show(message: Message, open: () => void): void {
  try {
    const notification = new Notification(message.senderName, {
      body: message.text.slice(0, BODY_CHARACTERS),
      tag: message.conversationId,
    })
    notification.onclick = () => {
      window.focus()
      open()
      notification.close()
    }
  } catch {
    // Phones allow notifications from service workers only.
  }
}
