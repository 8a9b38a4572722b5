import { io, type Socket } from 'socket.io-client'
import { type Arrival, arrival, type Random, type VisitStep, visitPlan } from './visitPlan'

/** The site that is visited, and the key that stands in its pages. */
export interface VisitedSite {
  /** Origin of the server; the shop is below it. */
  url: string
  tenantId: string
  apiKey: string
}

/**
 * Somebody in the demo shop: a real client that gets a session as a page does, opens a socket,
 * walks from page to page, reloads, falls idle and leaves. It leaves too when it is refused.
 */
export class SimulatedVisitor {
  #socket: Socket | undefined
  #token: string | undefined
  #page: { url: string; title: string } | undefined
  #cancel: (() => void) | undefined
  #gone = false
  readonly #arrival: Arrival
  readonly #steps: VisitStep[]

  constructor(
    private readonly site: VisitedSite,
    random: Random,
    private readonly onGone: (refusal?: string) => void,
  ) {
    this.#arrival = arrival(random)
    this.#steps = visitPlan(random)
  }

  async arrive(): Promise<void> {
    try {
      this.#token = await this.#askForToken()
      this.#next()
    } catch (error) {
      this.leave((error as Error).message)
    }
  }

  leave(refusal?: string): void {
    if (this.#gone) return
    this.#gone = true
    this.#cancel?.()
    this.#socket?.disconnect()
    this.onGone(refusal)
  }

  #next(): void {
    if (this.#gone) return
    const step = this.#steps.shift()
    if (!step) {
      this.leave()
      return
    }
    this.#take(step)
    const timer = setTimeout(() => this.#next(), step.stayMs)
    this.#cancel = () => clearTimeout(timer)
  }

  #take(step: VisitStep): void {
    if (step.kind === 'open') this.#open(step.page.path, step.page.title)
    else if (step.kind === 'idle') this.#socket?.emit('user_activity', { active: false })
    else this.#connect()
  }

  #open(path: string, title: string): void {
    this.#page = { url: `${this.site.url}/demo${path}`, title }
    if (this.#socket) this.#socket.emit('user_activity', { ...this.#page, active: true })
    else this.#connect()
  }

  /** A reload is a new socket of the same session. */
  #connect(): void {
    this.#socket?.disconnect()
    const socket = io(this.site.url, {
      path: '/api/socketio',
      transports: ['websocket'],
      forceNew: true,
      auth: { token: this.#token },
      query: { ...this.#page, domain: this.#domain(), referrer: this.#arrival.referrer },
      extraHeaders: this.#headers(),
    })
    socket.on('connect_error', ({ message }) => {
      if (!socket.active) this.leave(message)
    })
    this.#socket = socket
  }

  async #askForToken(): Promise<string> {
    const answer = await fetch(`${this.site.url}/api/chat/anonymous-token`, {
      method: 'POST',
      headers: {
        ...this.#headers(),
        'content-type': 'application/json',
        'x-api-key': this.site.apiKey,
      },
      body: JSON.stringify({ tenantId: this.site.tenantId, domain: this.#domain() }),
    })
    const body = (await answer.json()) as { token?: string; error?: string }
    if (!body.token) throw new Error(body.error ?? `The server answered ${answer.status}`)
    return body.token
  }

  #domain(): string {
    return new URL(this.site.url).hostname
  }

  #headers(): Record<string, string> {
    const { userAgent, language, country } = this.#arrival
    return {
      origin: this.site.url,
      'user-agent': userAgent,
      'accept-language': language,
      'cf-ipcountry': country,
    }
  }
}
