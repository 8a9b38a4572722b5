import { brandOf } from '../brandColour'
import { bubblePath, chevronPath, crossPath, element, icon, styleTree } from './elements'
import { launcherCss } from './launcherLook'
import type { KnownSettings } from './website'

const hostName = 'parley-widget'

interface Presses {
  toggle(): void
  /** The visitor is about to open it. */
  near(): void
}

/** A card above the launcher: a greeting, or a message that has come. */
export interface Card {
  from?: string
  words: string
  open(): void
  dismiss(): void
}

/** What is drawn on the website: in a closed shadow tree, whatever its own styles say. */
export class Launcher {
  readonly #host = element(hostName as 'div')
  readonly #all: HTMLElement
  readonly #badge = element('span', { class: 'badge', hidden: '' })
  readonly #cards = element('div', { role: 'status' })
  readonly button: HTMLButtonElement

  constructor(
    private readonly settings: KnownSettings,
    presses: Presses,
  ) {
    const root = this.#host.attachShadow({ mode: 'closed' })
    this.button = this.#makeButton(presses)
    this.#all = element(
      'div',
      { class: 'all', 'data-theme': settings.theme },
      this.#cards,
      this.button,
    )
    styleTree(root, launcherCss({ ...brandOf(settings.color), ...settings }), settings.nonce)
    root.append(this.#all)
    standAlone(this.#host)
  }

  /** It is in the launcher, its cards or the panel. */
  get hasFocus(): boolean {
    return document.activeElement === this.#host
  }

  draw(): void {
    document.documentElement.append(this.#host)
    requestAnimationFrame(() => this.button.classList.add('ready'))
  }

  remove(): void {
    this.#host.remove()
  }

  /** The panel stands in the same tree. */
  addPanel(panel: HTMLElement): void {
    this.button.before(panel)
  }

  setHidden(isHidden: boolean): void {
    this.button.hidden = isHidden
    this.#cards.hidden = isHidden
  }

  setOpen(isOpen: boolean): void {
    this.button.setAttribute('aria-expanded', String(isOpen))
    if (isOpen) this.showCard(undefined)
    this.#name(0)
  }

  setUnread(count: number): void {
    this.#badge.hidden = count === 0
    this.#badge.textContent = count > 99 ? '99+' : String(count)
    this.#name(count)
  }

  showCard(card: Card | undefined): void {
    this.#cards.replaceChildren(...(card ? [drawn(card)] : []))
  }

  #name(unread: number): void {
    const { label } = this.settings
    const isOpen = this.button.getAttribute('aria-expanded') === 'true'
    const words = isOpen ? 'Close chat' : (label ?? 'Open chat')
    this.button.setAttribute('aria-label', unread > 0 ? `${words}, ${inWords(unread)}` : words)
  }

  #makeButton({ toggle, near }: Presses): HTMLButtonElement {
    const { label } = this.settings
    const button = element(
      'button',
      {
        type: 'button',
        class: 'launcher',
        'aria-expanded': 'false',
        'aria-haspopup': 'dialog',
        'aria-controls': 'panel',
        'aria-label': label ?? 'Open chat',
      },
      icon(bubblePath, 'bubble'),
      icon(chevronPath, 'chevron'),
      ...(label ? [element('span', { class: 'label' }, label)] : []),
      this.#badge,
    )
    button.addEventListener('click', toggle)
    for (const event of ['pointerenter', 'focus']) button.addEventListener(event, near)
    return button
  }
}

function drawn({ from, words, open, dismiss }: Card): HTMLElement {
  const opener = element(
    'button',
    { type: 'button', class: 'open' },
    ...(from ? [element('b', {}, from)] : []),
    element('span', { class: 'words', dir: 'auto' }, words),
  )
  const close = element(
    'button',
    { type: 'button', class: 'close', 'aria-label': 'Dismiss' },
    icon(crossPath),
  )
  opener.addEventListener('click', open)
  close.addEventListener('click', dismiss)
  return element('div', { class: 'card' }, opener, close)
}

function inWords(unread: number): string {
  return unread === 1 ? '1 unread message' : `${unread} unread messages`
}

/** Set one by one and marked important: no style of the website reaches the element any more. */
function standAlone({ style }: HTMLElement): void {
  const own = { all: 'initial', display: 'block', position: 'fixed', 'z-index': '2147483647' }
  for (const [name, value] of Object.entries(own)) style.setProperty(name, value, 'important')
}
