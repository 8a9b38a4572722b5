import type { ParleyApi } from '../api'
import type { SocketLink } from './socketLink'

/** Says how far conversations are read, and says it again when it did not arrive. */
export interface ReadReporter {
  markRead(conversationId: string, seq: number): void
  /** The server can be reached again. */
  repeat(): void
}

interface Options {
  api: Pick<ParleyApi, 'markRead'>
  link: Pick<SocketLink, 'isUp' | 'ask'>
}

export function createReadReporter({ api, link }: Options): ReadReporter {
  const highest = new Map<string, number>()
  const unsaid = new Set<string>()

  return {
    markRead: (conversationId, seq) => {
      if (seq <= (highest.get(conversationId) ?? 0)) return
      highest.set(conversationId, seq)
      void report(conversationId)
    },
    repeat: () => {
      for (const conversationId of unsaid) void report(conversationId)
    },
  }

  async function report(conversationId: string): Promise<void> {
    const seq = highest.get(conversationId) ?? 0
    unsaid.delete(conversationId)
    try {
      await say(conversationId, seq)
    } catch (error) {
      if ((error as { retry?: boolean }).retry) unsaid.add(conversationId)
    }
  }

  async function say(conversationId: string, seq: number): Promise<void> {
    if (link.isUp()) await link.ask('message_read', { conversationId, seq })
    else await api.markRead(conversationId, seq)
  }
}
