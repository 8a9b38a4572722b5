import type { ParleyApiError } from '@/lib/parleyApiError'
import type { Events } from './events'
import type { Settings } from './settings'
import { knowWebsite } from './website'
import { Widget } from './widget'

type Saying = (widget: Widget) => Promise<void>

/** At most one widget, begun and ended by the page. */
export class WidgetRun {
  widget: Widget | undefined
  /** Counts the beginnings, so that what was ended meanwhile does not begin after all. */
  #round = 0
  readonly #waiting: Saying[] = []

  constructor(private readonly events: Events) {}

  async begin(settings: Settings): Promise<void> {
    this.#round += 1
    const round = this.#round
    const warn = ({ code, message }: ParleyApiError) => {
      this.events.tell('error', { code, message })
      console.warn(`Parley is not shown: ${message || code}. See ${settings.url}/widget/help.md`)
    }
    const complete = await knowWebsite(settings, warn).catch(warn)
    if (!complete || round !== this.#round) return
    const widget = new Widget(complete, this.events, warn)
    this.widget = widget
    for (const say of this.#waiting.splice(0)) await say(widget)
    if (round === this.#round) widget.start()
  }

  /** Who the visitor is is said before anything is done as a visitor. */
  say(say: Saying): void {
    if (this.widget) void say(this.widget)
    else this.#waiting.push(say)
  }

  end(): void {
    this.#round += 1
    this.widget?.destroy()
    this.widget = undefined
  }
}
