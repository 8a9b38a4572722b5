import { createStore, type StoreApi } from 'zustand/vanilla'
import type { SocketLink } from '@/lib/client/socketLink'
import type { ConversationViewing } from '@/lib/webchatEvents'

/** How often a tab says what it looks at, and when a viewer is forgotten who says nothing more. */
const SAY_MS = 20_000
const FORGET_MS = 45_000

export interface Viewer {
  /** A tab: somebody may look with several. */
  viewerId: string
  userId: string
  name: string
  avatar?: string | undefined
}

interface Looking {
  /** By conversation: the tabs of others that look at it. */
  viewers: Readonly<Record<string, readonly Viewer[]>>
}

export interface Viewers extends StoreApi<Looking> {
  /** This tab looks at a conversation; undefined at none. */
  look(conversationId: string | undefined): void
  close(): void
}

/** Who else looks at which conversation. Said again and again, and kept nowhere. */
export function createViewers(socket: () => Pick<SocketLink, 'on' | 'tell'>): Viewers & {
  hear(): void
} {
  const store = createStore<Looking>(() => ({ viewers: {} }))
  const forgetting = new Map<string, ReturnType<typeof setTimeout>>()
  let looksAt: string | undefined
  let saying: ReturnType<typeof setInterval> | undefined
  const say = () => socket().tell('conversation_viewing', { conversationId: looksAt ?? null })

  function without(viewerId: string): void {
    clearTimeout(forgetting.get(viewerId))
    forgetting.delete(viewerId)
    store.setState(({ viewers }) => ({ viewers: left(viewers, viewerId) }))
  }

  function heard(viewing: ConversationViewing): void {
    const { conversationId, viewerId, isViewing, asks } = viewing
    if (asks && conversationId === looksAt) say()
    without(viewerId)
    if (!isViewing) return
    store.setState(({ viewers }) => ({ viewers: joined(viewers, viewing) }))
    forgetting.set(
      viewerId,
      setTimeout(() => without(viewerId), FORGET_MS),
    )
  }

  return {
    ...store,
    hear: () => socket().on('conversation_viewing', heard),
    look(conversationId) {
      if (conversationId === looksAt) return
      looksAt = conversationId
      clearInterval(saying)
      say()
      if (conversationId !== undefined) saying = setInterval(say, SAY_MS)
    },
    close() {
      clearInterval(saying)
      for (const timer of forgetting.values()) clearTimeout(timer)
    },
  }
}

type ByConversation = Looking['viewers']

function left(viewers: ByConversation, viewerId: string): ByConversation {
  const isThere = Object.values(viewers).some((some) =>
    some.some((one) => one.viewerId === viewerId),
  )
  if (!isThere) return viewers
  const rest = Object.entries(viewers).map(([id, some]) => [
    id,
    some.filter((one) => one.viewerId !== viewerId),
  ])
  return Object.fromEntries(rest)
}

function joined(viewers: ByConversation, viewing: ConversationViewing): ByConversation {
  const { conversationId, viewerId, userId, name, avatar } = viewing
  const viewer = { viewerId, userId, name, avatar }
  return { ...viewers, [conversationId]: [...(viewers[conversationId] ?? []), viewer] }
}
