import type { RelayEntry } from './redisRelayEntry'
import type { SilentProcess } from './roomRelay'

/** Processes come and go; the ones heard last are remembered. */
const MOST_WRITERS = 1000
/** What a process said within this time is kept, in case one falls silent. */
const KEPT_SAID_MS = 40_000
const MOST_SAID = 2000
/** How the head of an event begins. */
const SAY = '["say"'

interface Said {
  atMs: number
  bodies: string[]
}

interface Writer {
  /** Number of its next message. */
  next: number
  heardAtMs: number
  said: Said[]
  saidCount: number
  /** All it said since then is in `said`, as far as that is of `KEPT_SAID_MS`. */
  knownFromMs: number
  isSettled: boolean
}

/** What of an entry is news: messages from a number on, and how many before it are lost. */
export interface News {
  from: number
  to: number
  lost: number
}

/** The processes that write the stream, this one among them: what comes next of each, and what each said last. */
export class HeardWriters {
  readonly #writers = new Map<string, Writer>()

  constructor(private readonly ownId: string) {}

  hear(entry: RelayEntry, nowMs: number): News {
    const { from: id, first, messages } = entry
    const to = first + messages.length / 2
    const writer = this.#writers.get(id) ?? newWriter(first, nowMs)
    const from = Math.max(first, writer.next)
    const lost = from - writer.next
    writer.next = Math.max(to, writer.next)
    writer.heardAtMs = nowMs
    writer.isSettled = false
    keep(writer, messages, nowMs)
    this.#remember(id, writer)
    return { from, to, lost }
  }

  /** It said that it ends: nothing of it is missing. */
  ended(id: string): void {
    this.#writers.delete(id)
  }

  /** Who has not been heard for so long, until each is settled. */
  silent(nowMs: number, forMs: number): SilentProcess[] {
    const silent = [...this.#writers].filter(
      ([id, { heardAtMs, isSettled }]) =>
        id !== this.ownId && !isSettled && nowMs - heardAtMs > forMs,
    )
    return silent.map(([id, { heardAtMs, knownFromMs }]) => {
      return { id, heardAtMs, knownFromMs, said: this.#said() }
    })
  }

  settled(id: string): void {
    const writer = this.#writers.get(id)
    if (writer) writer.isSettled = true
  }

  /** Nobody could be heard until now. */
  forgive(nowMs: number): void {
    for (const writer of this.#writers.values()) writer.heardAtMs = nowMs
  }

  forget(): void {
    this.#writers.clear()
  }

  /** By anybody: what one stored another may have told, when it was sent again. */
  #said(): string[] {
    const writers = [...this.#writers.values()]
    return writers.flatMap(({ said }) => said.flatMap(({ bodies }) => bodies))
  }

  #remember(id: string, writer: Writer): void {
    this.#writers.delete(id)
    this.#writers.set(id, writer)
    const [oldest] = this.#writers.keys()
    if (this.#writers.size > MOST_WRITERS && oldest) this.#writers.delete(oldest)
  }
}

function newWriter(next: number, nowMs: number): Writer {
  return { next, heardAtMs: nowMs, said: [], saidCount: 0, knownFromMs: nowMs, isSettled: false }
}

function keep(writer: Writer, messages: readonly string[], nowMs: number): void {
  const isSaid = (index: number) => index % 2 === 1 && messages[index - 1]?.startsWith(SAY)
  const bodies = messages.filter((_, index) => isSaid(index))
  if (bodies.length > 0) writer.said.push({ atMs: nowMs, bodies })
  writer.saidCount += bodies.length
  while (isTooMuch(writer, nowMs)) drop(writer)
}

function isTooMuch({ said, saidCount }: Writer, nowMs: number): boolean {
  const oldest = said[0]
  return oldest !== undefined && (saidCount > MOST_SAID || nowMs - oldest.atMs > KEPT_SAID_MS)
}

function drop(writer: Writer): void {
  const oldest = writer.said.shift()
  if (!oldest) return
  writer.saidCount -= oldest.bodies.length
  writer.knownFromMs = Math.max(writer.knownFromMs, oldest.atMs)
}
