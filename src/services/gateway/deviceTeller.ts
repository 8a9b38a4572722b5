import type { Device, DeviceLine, PushQueueStore, WaitingPush } from './pushQueueStore'

const PAGE = 100

/** A socket of a device. */
export interface PushLine extends DeviceLine {
  say(push: WaitingPush): void
}

export interface TellerParts {
  store: PushQueueStore
  /** Told of those that no device had before. */
  onDelivered(messageIds: readonly string[]): void
}

/**
 * Tells one socket what waits for its user, in order. First it is said, then the device's place is
 * moved on: whatever ends in between, nothing is left out.
 */
export class DeviceTeller {
  #device: Device | undefined
  /** The first telling repeats what was not acknowledged. */
  #isFirst = true
  #next: Promise<void> | undefined
  #work: Promise<void> = Promise.resolve()
  isOver = false

  constructor(
    private readonly parts: TellerParts,
    readonly line: PushLine,
  ) {}

  /** Whoever asks while a telling is still to begin waits for that one. Rejects when it failed. */
  tell(): Promise<void> {
    this.#next ??= this.#work
      .catch(() => undefined)
      .then(() => {
        this.#next = undefined
        return this.#tellAll()
      })
    this.#work = this.#next
    return this.#next
  }

  /** Nothing is said any more. */
  async end(): Promise<void> {
    this.isOver = true
    await this.#work.catch(() => undefined)
    if (this.#device) await this.parts.store.release(this.#device.id, this.line.line)
  }

  async #tellAll(): Promise<void> {
    if (this.isOver) return
    this.#device ??= await this.parts.store.claim(this.line)
    const again = this.#isFirst
    let from = again ? 0 : this.#device.seq
    for (;;) {
      const reading = { from, seq: this.#device.seq, again, limit: PAGE }
      const pushes = await this.parts.store.after(this.line, reading)
      from = await this.#say(this.#device, pushes)
      if (pushes.length < PAGE || this.isOver) break
    }
    this.#isFirst = false
  }

  /** Answers the place behind which to read on. */
  async #say(device: Device, pushes: readonly WaitingPush[]): Promise<number> {
    const last = pushes.at(-1)
    if (!last || this.isOver) return device.seq
    for (const push of pushes) this.line.say(push)
    device.seq = Math.max(device.seq, last.seq)
    const messageIds = pushes.map(({ messageId }) => messageId)
    const position = { deviceId: device.id, messageIds, seq: device.seq }
    const first = await this.parts.store.advance(position)
    if (first.length > 0) this.parts.onDelivered(first)
    return last.seq
  }
}
