import { createStore, type StoreApi } from 'zustand/vanilla'
import { announce } from '@/components/ui/announce'
import { toast } from '@/components/ui/toast'
import type { PushAbout } from '@/lib/gatewayProtocol'
import type { ParleyClient } from '@/lib/parleyClient'
import { type PushWords, pushWords } from './pushWords'

const MOST_KEPT = 20
/** Announcements are for everybody, and take longer to read. */
const ANNOUNCEMENT_MS = 10_000

export interface PushNotice extends PushWords {
  id: string
  sentAt: string
}

export interface PushState {
  /** Notifications and announcements of this session, newest first. */
  notices: readonly PushNotice[]
  /** So many of them nobody has looked at in the menu. */
  unseen: number
  /** What stays until it is dismissed, newest first. */
  alerts: readonly PushNotice[]
}

/** What the tenant's back end pushes to whoever chats. Other names than these are not for the page. */
export interface PushStore extends StoreApi<PushState> {
  /** @returns the end of hearing. */
  hear(client: Pick<ParleyClient, 'onPush'>): () => void
  /** The menu was looked at. */
  look(): void
  dismiss(alertId: string): void
}

export function createPushStore(): PushStore {
  const store = createStore<PushState>(() => ({ notices: [], unseen: 0, alerts: [] }))
  /** An alert is acknowledged when it was dismissed. */
  const dismissals = new Map<string, () => void>()

  function keep(notice: PushNotice): void {
    store.setState(({ notices, unseen }) => ({
      notices: [notice, ...notices].slice(0, MOST_KEPT),
      unseen: Math.min(unseen + 1, MOST_KEPT),
    }))
  }
  const show = (durationMs?: number) => (message: unknown, about: PushAbout) => {
    const notice = noticeOf(message, about)
    if (!notice) return
    const { id, title, body: description } = notice
    toast(title, { id, ...(description && { description }), ...(durationMs && { durationMs }) })
    keep(notice)
  }
  const alert = (message: unknown, about: PushAbout) => {
    const notice = noticeOf(message, about)
    if (!notice) return
    announce([notice.title, notice.body].filter(Boolean).join('. '), 'assertive')
    store.setState(({ alerts }) => ({ alerts: [notice, ...alerts] }))
    return new Promise<void>((resolve) => dismissals.set(notice.id, resolve))
  }

  return {
    ...store,
    hear(client) {
      const ends = [
        client.onPush('notification', show()),
        client.onPush('announcement', show(ANNOUNCEMENT_MS)),
        client.onPush('alert', alert),
      ]
      return () => {
        for (const end of ends) end()
      }
    },
    look: () => store.setState({ unseen: 0 }),
    dismiss(alertId) {
      store.setState(({ alerts }) => ({ alerts: alerts.filter(({ id }) => id !== alertId) }))
      dismissals.get(alertId)?.()
      dismissals.delete(alertId)
    },
  }
}

function noticeOf(message: unknown, { messageId, sentAt }: PushAbout): PushNotice | undefined {
  const words = pushWords(message)
  return words && { ...words, id: messageId, sentAt }
}
