import { createStore, type StoreApi } from 'zustand/vanilla'
import type { SocketLink } from '@/lib/client/socketLink'

/** Anonymous visitors who are users by now, as far as this page has heard: who they are. */
export type Identified = StoreApi<Readonly<Record<string, string>>>

export function createIdentified(): Identified {
  return createStore(() => ({}))
}

/** `move` is told first where a conversation goes on in another one. */
export function hearIdentified(
  identified: Identified,
  socket: Pick<SocketLink, 'on'>,
  move: (from: string, to: string) => void,
): void {
  socket.on('visitor_identified', ({ visitorId, userId, conversationId, removedId }) => {
    if (removedId !== undefined && conversationId !== undefined) move(removedId, conversationId)
    identified.setState({ [visitorId]: userId })
  })
}
