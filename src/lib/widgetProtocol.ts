/** `window.Parley`: what a website's own scripts may ask of its widget, and hear from it. Types only. */
import type { ConnectionState } from './connectionState'

/** `window.ChatWidgetConfig`, and what `Parley.init` takes. The key alone is needed. */
export interface ChatWidgetConfig {
  /** The publishable key of the tenant. */
  apiKey?: string
  tenantId?: string
  siteId?: string
  /** Origin of the Parley server; where the script comes from unless told. */
  baseUrl?: string
  position?: 'left' | 'right'
  /** Distance from the corner, in pixels. */
  offset?: number | string
  /** Of the brand, as `#rrggbb` or `#rgb`. */
  color?: string
  /** Stands beside the symbol of the launcher. */
  label?: string
  /** Whom one talks to: the heading of the panel. The tenant's name unless told. */
  name?: string
  theme?: 'auto' | 'light' | 'dark'
  /** Shown beside the launcher after a while, and in the empty panel. */
  greeting?: string
  /** Up to three; in the attribute separated by `|`. */
  questions?: readonly string[] | string
  /** Paths without a launcher, separated by commas: `/checkout,/pay/*`. */
  hideOn?: readonly string[] | string
  /** `required`: nothing is stored or sent before `Parley.consent(true)`. */
  consent?: string
  /** Of the page's content security policy, for browsers without constructed style sheets. */
  nonce?: string
  privacyUrl?: string
}

/** What may be listened to: `Parley.on(event, listener)`. */
export interface WidgetEvents {
  /** The visitor is known and the launcher is drawn; told again where the visitor becomes another. */
  ready: { userId: string; sessionId: string }
  'message:sent': { id: string; text: string; timestamp: string }
  'message:received': { id: string; text: string; from: string; timestamp: string }
  /** How many messages the visitor has not seen. */
  unread: number
  status: ConnectionState
  error: { code: string; message: string }
}

/** `['open']`, `['on', 'unread', show]`: a call in the queue. */
export type WidgetCommand = readonly [name: string, ...values: unknown[]]

/** The one global. Calls that need the widget wait until it is there. */
export interface ParleyGlobal {
  /** Makes calls, as before the script was there. */
  push(...commands: WidgetCommand[]): void
  init(config?: ChatWidgetConfig): void
  /** Returns the way to stop listening. */
  on<Name extends keyof WidgetEvents>(
    name: Name,
    listener: (what: WidgetEvents[Name]) => void,
  ): () => void
  /**
   * The visitor is a user of the website, as its back end has signed with an identity secret: they
   * go on with what they wrote, in all tabs. A refusal is told as `error`.
   */
  identify(proof: string | { token: string }): void
  /** Whoever uses the page from now on is somebody else, in all tabs. */
  logout(): void
  open(): void
  close(): void
  toggle(): void
  /** The launcher. */
  show(): void
  hide(): void
  sendMessage(text: string): void
  /** Opens the panel with the text in its field. */
  prefill(text: string): void
  /** Names the page the visitor is on, until they move. */
  page(said?: { url?: string; title?: string }): void
  /** Says what the visitor does there: the page's title for admins, until they move. */
  track(title: string): void
  /** What was given begins it; what is taken back ends it, and forgets the visitor. */
  consent(isGiven: boolean): void
  /** Removes everything, the global too. */
  destroy(): void
}

declare global {
  interface Window {
    /** A queue until the script is there. */
    Parley?: ParleyGlobal | WidgetCommand[]
    ChatWidgetConfig?: ChatWidgetConfig
  }
}
