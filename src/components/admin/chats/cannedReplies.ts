import { createStore, type StoreApi } from 'zustand/vanilla'
import type { CannedReply, CannedReplyRequest } from '@/lib/adminChatProtocol'
import type { VisitorChatApi } from '@/lib/visitorChatApi'

interface Known {
  /** In the order of their shortcuts; absent until they were read. */
  replies: readonly CannedReply[] | undefined
  failure: string | undefined
}

/** The tenant's saved replies, read when they are first asked for and again every minute of use. */
export interface CannedReplies extends StoreApi<Known> {
  read(): void
  /** @throws ParleyApiError */
  add(reply: CannedReplyRequest): Promise<void>
  /** @throws ParleyApiError */
  remove(id: string): Promise<void>
}

const FRESH_MS = 60_000

export function createCannedReplies(api: () => VisitorChatApi): CannedReplies {
  const store = createStore<Known>(() => ({ replies: undefined, failure: undefined }))
  let readAtMs = Number.NEGATIVE_INFINITY
  const show = (replies: readonly CannedReply[]) =>
    store.setState({ replies: [...replies].sort(byShortcut), failure: undefined })
  return {
    ...store,
    read() {
      if (Date.now() - readAtMs < FRESH_MS) return
      readAtMs = Date.now()
      api()
        .cannedReplies()
        .then(show, ({ message }: Error) => {
          readAtMs = Number.NEGATIVE_INFINITY
          store.setState({ failure: message })
        })
    },
    async add(reply) {
      const added = await api().addCannedReply(reply)
      show([...(store.getState().replies ?? []), added])
    },
    async remove(id) {
      await api().removeCannedReply(id)
      show((store.getState().replies ?? []).filter((reply) => reply.id !== id))
    },
  }
}

function byShortcut(a: CannedReply, b: CannedReply): number {
  return a.shortcut < b.shortcut ? -1 : 1
}
