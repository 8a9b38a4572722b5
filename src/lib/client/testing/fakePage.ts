import type { Happening, Page } from '../page'

/** A page to which things happen when a test says so. */
export class FakePage implements Page {
  online = true
  visible = true
  url = 'https://acme.example/chat'
  readonly #listeners = new Map<Happening, Set<() => void>>()

  isOnline = (): boolean => this.online
  isVisible = (): boolean => this.visible
  address = () => ({ url: this.url, title: 'Chat' })
  origin = () => ({ domain: 'acme.example' })

  on = (happening: Happening, listener: () => void): (() => void) => {
    const listeners = this.#listeners.get(happening) ?? new Set()
    this.#listeners.set(happening, listeners.add(listener))
    return () => listeners.delete(listener)
  }

  happen(happening: Happening): void {
    if (happening === 'visible' || happening === 'hidden') this.visible = happening === 'visible'
    if (happening === 'online' || happening === 'offline') this.online = happening === 'online'
    for (const listener of [...(this.#listeners.get(happening) ?? [])]) listener()
  }

  get listenerCount(): number {
    return [...this.#listeners.values()].reduce((sum, listeners) => sum + listeners.size, 0)
  }
}
