import {
  afterLook,
  type BackEndHealth,
  type BackEndState,
  type Seen,
  UNSEEN,
} from './backEndHealth'
import { tagInSid, tagOf } from './backEndTags'

/** Requests of plain HTTP, or what belongs to a socket. */
export type Traffic = 'requests' | 'sockets'

export interface BackEnd {
  readonly url: string
  /** What its sids begin with. */
  readonly tag: string
  readonly takes: readonly Traffic[]
  state: BackEndState | undefined
  /** Requests on their way, and open sockets. */
  readonly open: Record<Traffic, number>
}

/** The processes behind the edge, and which of them takes what comes next. */
export interface BackEnds {
  readonly all: readonly BackEnd[]
  /** The one that has least to do; one that is not ready only where none is. */
  pick(traffic: Traffic, except?: BackEnd): BackEnd | undefined
  /** The one that has the socket of a sid, unless it is down. */
  ofSid(sid: string): BackEnd | undefined
  /** What traffic showed counts as a look. */
  saw(backEnd: BackEnd, seen: Seen): void
  /** Does not wait for the next look's time. */
  lookNow(backEnd: BackEnd): Promise<void>
  /** Looks at all, and goes on looking; resolves after the first looks. */
  begin(): Promise<void>
  close(): void
}

export interface BackEndsOptions {
  addresses: readonly { url: string; takes: readonly Traffic[] }[]
  /** Names back ends so that nobody learns their addresses. */
  secret: string
  /** Never rejects. */
  look(backEnd: BackEnd): Promise<Seen>
  everyMs: number
  onChange(backEnd: BackEnd, before: BackEndState | undefined): void
}

/** A thousand sockets that break at once are one reason to look. */
const LEAST_BETWEEN_MS = 200

export function createBackEnds(options: BackEndsOptions): BackEnds {
  const { addresses, secret, look, everyMs, onChange } = options
  const all = addresses.map(({ url, takes }): BackEnd => {
    const open = { requests: 0, sockets: 0 }
    return { url, takes, tag: tagOf(url, secret), state: undefined, open }
  })
  const health = new Map<BackEnd, BackEndHealth>()
  const timers = new Map<BackEnd, NodeJS.Timeout>()
  const lookedAtMs = new Map<BackEnd, number>()
  let closed = false

  function saw(backEnd: BackEnd, seen: Seen): void {
    const found = afterLook(health.get(backEnd) ?? UNSEEN, seen)
    health.set(backEnd, found)
    const before = backEnd.state
    backEnd.state = found.state
    if (before !== found.state) onChange(backEnd, before)
  }

  async function lookAt(backEnd: BackEnd): Promise<void> {
    lookedAtMs.set(backEnd, Date.now())
    const seen = await look(backEnd)
    if (!closed) saw(backEnd, seen)
  }

  async function lookNow(backEnd: BackEnd): Promise<void> {
    const agoMs = Date.now() - (lookedAtMs.get(backEnd) ?? 0)
    if (agoMs >= LEAST_BETWEEN_MS) await lookAt(backEnd)
  }

  async function keepLooking(backEnd: BackEnd): Promise<void> {
    await lookAt(backEnd)
    if (!closed)
      timers.set(
        backEnd,
        setTimeout(() => void keepLooking(backEnd), everyMs),
      )
  }

  return {
    all,
    pick: (traffic, except) => leastBusy(all, traffic, except),
    ofSid: (sid) => {
      const found = all.find(({ tag }) => tag === tagInSid(sid))
      return found?.state === 'down' ? undefined : found
    },
    saw,
    lookNow,
    begin: async () => void (await Promise.all(all.map(keepLooking))),
    close: () => {
      closed = true
      for (const timer of timers.values()) clearTimeout(timer)
    },
  }
}

function leastBusy(
  all: readonly BackEnd[],
  traffic: Traffic,
  except: BackEnd | undefined,
): BackEnd | undefined {
  const able = all.filter((one) => one !== except && one.takes.includes(traffic))
  const ready = able.filter(({ state }) => state === 'ready')
  const chosen = ready.length > 0 ? ready : able.filter(({ state }) => state === 'unready')
  const least = Math.min(...chosen.map(({ open }) => open[traffic]))
  const idlest = chosen.filter(({ open }) => open[traffic] === least)
  return idlest[Math.floor(Math.random() * idlest.length)]
}
