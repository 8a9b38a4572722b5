import { browserPage, type Page } from '@/lib/client/page'

/** The title of the new page is often there a moment later. */
const titleAfterMs = 500

interface Said {
  url?: string | undefined
  title?: string | undefined
}

/** The page as the website's own scripts may name it, until the visitor moves on. */
export interface MovedPage extends Page {
  /** `Parley.page()`, `Parley.track()` */
  say(said: Said): void
  close(): void
}

/**
 * The host page with every move of a single-page app: by the Navigation API, and where there is
 * none by standing in front of `history`.
 */
export function movedPage(): MovedPage {
  const page = browserPage()
  const hearers = new Set<() => void>()
  let said: Said = {}
  let title: ReturnType<typeof setTimeout> | undefined
  const tell = () => {
    for (const hear of [...hearers]) hear()
  }
  const moved = () => {
    said = {}
    tell()
    const before = document.title
    clearTimeout(title)
    title = setTimeout(() => document.title !== before && tell(), titleAfterMs)
  }
  const ends = [page.on('moved', moved), standBeforeHistory(moved)]

  return {
    ...page,
    address: () => {
      const { url, title: named } = said
      return { ...page.address(), ...(url && { url }), ...(named && { title: named }) }
    },
    on: (happening, listener) => {
      if (happening !== 'moved') return page.on(happening, listener)
      hearers.add(listener)
      return () => hearers.delete(listener)
    },
    say: (more) => {
      said = { ...said, ...more }
      tell()
    },
    close: () => {
      clearTimeout(title)
      for (const end of ends) end()
    },
  }
}

/** Others may stand there too, before or after: what is not ours any more is left as it is. */
function standBeforeHistory(moved: () => void): () => void {
  if ('navigation' in window) return () => {}
  const ends = (['pushState', 'replaceState'] as const).map((name) => {
    const original = history[name]
    const standing: typeof original = (...change) => {
      original.apply(history, change)
      moved()
    }
    history[name] = standing
    return () => {
      if (history[name] === standing) history[name] = original
    }
  })
  return () => {
    for (const end of ends) end()
  }
}
