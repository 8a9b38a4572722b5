/** The browser page the client lives in: what it is and what happens to it. */
export interface Page {
  /** False when the browser knows that there is no network. */
  isOnline(): boolean
  isVisible(): boolean
  /** Address without query and fragment, which may hold secrets. */
  address(): { url: string; title: string }
  /** Where the page comes from, for the presence row: `domain`, `referrer`. */
  origin(): Record<string, string>
  /**
   * `input`: the person did something; `moved`: another address or title.
   * @returns the end of listening.
   */
  on(happening: Happening, listener: () => void): () => void
}

export type Happening =
  | 'online'
  | 'offline'
  | 'focus'
  | 'blur'
  | 'visible'
  | 'hidden'
  | 'input'
  | 'moved'

const inputs = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const

/** The real page. Works, with nothing happening, where there is none. */
export function browserPage(): Page {
  if (typeof window === 'undefined') return noPage
  return {
    isOnline: () => navigator.onLine !== false,
    isVisible: () => document.visibilityState !== 'hidden',
    address: () => ({
      url: bare(location.href),
      title: document.title.slice(0, 512),
    }),
    origin: () => ({ domain: location.hostname, referrer: bare(document.referrer) }),
    on: (happening, listener) => listen(happening, listener),
  }
}

const noPage: Page = {
  isOnline: () => true,
  isVisible: () => true,
  address: () => ({ url: '', title: '' }),
  origin: () => ({}),
  on: () => () => {},
}

function listen(happening: Happening, listener: () => void): () => void {
  switch (happening) {
    case 'online':
    case 'offline':
    case 'focus':
    case 'blur':
      return subscribe(window, [happening], listener)
    case 'visible':
    case 'hidden':
      return subscribe(document, ['visibilitychange'], () => {
        if ((document.visibilityState === 'hidden') === (happening === 'hidden')) listener()
      })
    case 'input':
      return subscribe(window, inputs, listener)
    case 'moved':
      return onMove(listener)
  }
}

/** Pages that change without loading say so by the Navigation API, where there is one. */
function onMove(listener: () => void): () => void {
  const { navigation } = window as { navigation?: EventTarget }
  const ends = [
    subscribe(window, ['popstate'], listener),
    ...(navigation ? [subscribe(navigation, ['currententrychange'], listener)] : []),
  ]
  return () => {
    for (const end of ends) end()
  }
}

function subscribe(
  target: EventTarget,
  events: readonly string[],
  listener: () => void,
): () => void {
  for (const event of events) target.addEventListener(event, listener, { passive: true })
  return () => {
    for (const event of events) target.removeEventListener(event, listener)
  }
}

function bare(address: string): string {
  return address.replace(/[?#].*$/s, '').slice(0, 2048)
}
