import { createStore, type StoreApi } from 'zustand/vanilla'
import type { CannedReply, CannedReplyChange, CannedReplyRequest } from '@/lib/adminChatProtocol'
import type { VisitorChatApi } from '@/lib/visitorChatApi'

interface Known {
  /** In the order of their shortcuts; absent until they were read. */
  replies: readonly CannedReply[] | undefined
  failure: string | undefined
}

/** The tenant's saved replies, read when they are first asked for and again every minute of use. */
export interface CannedReplies extends StoreApi<Known> {
  read(): void
  /** Reads them now; a failure is in the state. */
  reload(): Promise<void>
  /** @throws ParleyApiError */
  add(reply: CannedReplyRequest): Promise<void>
  /** @throws ParleyApiError */
  change(id: string, change: CannedReplyChange): Promise<void>
  /** @throws ParleyApiError */
  remove(id: string): Promise<void>
}

const FRESH_MS = 60_000

export function createCannedReplies(api: () => VisitorChatApi): CannedReplies {
  const store = createStore<Known>(() => ({ replies: undefined, failure: undefined }))
  let readAtMs = Number.NEGATIVE_INFINITY
  const show = (replies: readonly CannedReply[]) =>
    store.setState({ replies: [...replies].sort(byShortcut), failure: undefined })
  const others = (id: string) => (store.getState().replies ?? []).filter((one) => one.id !== id)
  const reload = async () => {
    readAtMs = Date.now()
    try {
      show(await api().cannedReplies())
    } catch (error) {
      readAtMs = Number.NEGATIVE_INFINITY
      store.setState({ failure: (error as Error).message })
    }
  }
  return {
    ...store,
    reload,
    read() {
      if (Date.now() - readAtMs >= FRESH_MS) void reload()
    },
    async add(reply) {
      const added = await api().addCannedReply(reply)
      show([...others(added.id), added])
    },
    async change(id, change) {
      const changed = await api().changeCannedReply(id, change)
      show([...others(id), changed])
    },
    async remove(id) {
      await api().removeCannedReply(id)
      show(others(id))
    },
  }
}

function byShortcut(a: CannedReply, b: CannedReply): number {
  return a.shortcut < b.shortcut ? -1 : 1
}
