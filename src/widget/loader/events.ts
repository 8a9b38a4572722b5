import { createListeners, type Listeners } from '@/lib/client/listeners'
import type { WidgetEvents } from '@/lib/widgetProtocol'

type EventName = keyof WidgetEvents

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
