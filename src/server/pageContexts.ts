import { AsyncLocalStorage } from 'node:async_hooks'

/** What a page has left running is over so long after the last one. */
const QUIET_MS = 1000

/** The contexts in which Next makes pages. */
export interface PageContexts {
  /** A page is being made, until what is answered is called. */
  begin(): () => void
  /** Node's own class is as it was. */
  close(): void
}

/**
 * Node 20 follows each promise of the process from the first use of a context on, whoever's promise it
 * is, until the storage of the context is disabled; nobody does so by itself. Between pages nobody needs
 * one, so all that pages have used are let go, and the next page has them again (decision 0036).
 */
export function pageContexts(quietMs = QUIET_MS): PageContexts {
  const used = new Set<AsyncLocalStorage<unknown>>()
  let underWay = 0
  let quiet: NodeJS.Timeout | undefined

  const stopWatching = watchUse((storage) => {
    if (underWay > 0) used.add(storage)
  })

  function letGo(): void {
    for (const storage of used) storage.disable()
    used.clear()
  }

  function end(): void {
    underWay -= 1
    if (underWay === 0) quiet = setTimeout(letGo, quietMs).unref()
  }

  return {
    begin: () => {
      underWay += 1
      clearTimeout(quiet)
      return end
    },
    close: () => {
      clearTimeout(quiet)
      stopWatching()
    },
  }
}

/** Next's storages are its own, and React's: they are seen where they are used. Answers how to stop. */
function watchUse(see: (storage: AsyncLocalStorage<unknown>) => void): () => void {
  const { prototype } = AsyncLocalStorage
  const { run, enterWith } = prototype
  prototype.run = function (this: AsyncLocalStorage<unknown>, ...asked: Parameters<typeof run>) {
    see(this)
    return run.apply(this, asked)
  } as typeof run
  prototype.enterWith = function (store) {
    see(this)
    enterWith.call(this, store)
  }
  return () => Object.assign(prototype, { run, enterWith })
}
