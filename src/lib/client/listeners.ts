/** A set of listeners; one that throws does not keep the others from hearing. */
export interface Listeners<Event> {
  /** @returns the end of the subscription. */
  add(listener: (event: Event) => void): () => void
  tell(event: Event): void
}

export function createListeners<Event>(): Listeners<Event> {
  const listeners = new Set<(event: Event) => void>()
  return {
    add: (listener) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    tell: (event) => {
      for (const listener of [...listeners]) callBack(listener, event)
    },
  }
}

/** Calls what somebody else wrote: should it throw, they hear of it, and the caller goes on. */
export function callBack<Args extends unknown[]>(
  callback: ((...args: Args) => void) | undefined,
  ...args: Args
): void {
  try {
    callback?.(...args)
  } catch (error) {
    queueMicrotask(() => {
      throw error
    })
  }
}
