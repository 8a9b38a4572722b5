import { createListeners, type Listeners } from '@/lib/client/listeners'
import type { ConnectionState } from '@/lib/connectionState'

/** What the website's own scripts may listen to: `Parley.on(event, listener)`. */
export interface WidgetEvents {
  /** The visitor is known and the launcher is drawn. */
  ready: { userId: string; sessionId: string }
  'message:sent': { id: string; text: string; timestamp: string }
  'message:received': { id: string; text: string; from: string; timestamp: string }
  /** How many messages the visitor has not seen. */
  unread: number
  status: ConnectionState
  error: { code: string; message: string }
}

export type EventName = keyof WidgetEvents

export interface Events {
  on<Name extends EventName>(name: Name, listener: (what: WidgetEvents[Name]) => void): () => void
  tell<Name extends EventName>(name: Name, what: WidgetEvents[Name]): void
}

export function createEvents(): Events {
  const all = new Map<string, Listeners<never>>()
  const of = (name: string) => {
    const known = all.get(name) ?? createListeners<never>()
    all.set(name, known)
    return known
  }
  return {
    on: (name, listener) => of(name).add(listener),
    tell: (name, what) => of(name).tell(what as never),
  }
}
