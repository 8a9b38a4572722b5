/** As wide as the panel stays beside the page. */
const narrow = '(max-width: 639px)'

export function isNarrow(): boolean {
  return matchMedia(narrow).matches
}

/**
 * The open panel is the whole screen of a phone: the page under it neither scrolls nor takes the
 * focus, the panel keeps above the keyboard, and the Back of Android closes it.
 * @returns the end of it.
 */
export function takeScreen(panel: HTMLElement, close: () => void): () => void {
  const { body, documentElement } = document
  const before = { inert: body.inert, overflow: documentElement.style.overflow }
  const ends = [followKeyboard(panel), closeByBack(close)]
  panel.setAttribute('aria-modal', 'true')
  body.inert = true
  documentElement.style.overflow = 'hidden'
  return () => {
    panel.removeAttribute('aria-modal')
    body.inert = before.inert
    documentElement.style.overflow = before.overflow
    for (const end of ends) end()
  }
}

function followKeyboard({ style }: HTMLElement): () => void {
  const view = window.visualViewport
  const follow = () => {
    style.setProperty('--top', `${view?.offsetTop ?? 0}px`)
    style.setProperty('--height', view ? `${view.height}px` : '100dvh')
  }
  follow()
  for (const event of ['resize', 'scroll']) view?.addEventListener(event, follow)
  return () => {
    for (const event of ['resize', 'scroll']) view?.removeEventListener(event, follow)
  }
}

interface Watcher extends EventTarget {
  destroy(): void
}

function closeByBack(close: () => void): () => void {
  const { CloseWatcher } = window as { CloseWatcher?: new () => Watcher }
  if (!CloseWatcher) return () => {}
  const watcher = new CloseWatcher()
  watcher.addEventListener('close', close)
  return () => watcher.destroy()
}
