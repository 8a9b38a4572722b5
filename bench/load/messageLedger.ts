/** Messages that somebody sends, and who has to have them. */
export interface Lane {
  receiver: number
}

const CAPACITY = 1 << 21
const UUID_HEAD = '00000000-0000-4000-8000-'
const KEY = '"clientMessageId":"'

let nextNumber = 1

/** What became of every message of a phase. Numbers go on from phase to phase. */
export class MessageLedger {
  /** Messages acked and delivered. */
  completed = 0
  /** Messages that reached their receiver once more. */
  duplicates = 0
  /** The first answer that was not a success. */
  refusal: string | undefined

  readonly #base = nextNumber
  readonly #sentAt = new Float64Array(CAPACITY)
  readonly #ackedAt = new Float64Array(CAPACITY)
  readonly #deliveredAt = new Float64Array(CAPACITY)
  readonly #laneOf = new Int32Array(CAPACITY)

  /** `onComplete` is called with the lane of every message that was both acked and delivered. */
  constructor(
    private readonly lanes: readonly Lane[],
    private readonly onComplete: (lane: number) => void,
  ) {}

  get inFlight(): number {
    return nextNumber - this.#base - this.completed
  }

  /** Notes a message about to be sent and gives its `clientMessageId`. */
  sent(lane: number): { number: number; clientMessageId: string } {
    const number = nextNumber++
    const index = number - this.#base
    if (index >= CAPACITY) throw new Error('The phase is too long for its ledger')
    this.#sentAt[index] = performance.now()
    this.#laneOf[index] = lane
    return { number, clientMessageId: UUID_HEAD + String(number).padStart(12, '0') }
  }

  acked(number: number, answer: string): void {
    const index = number - this.#base
    if (!answer.includes('"success":true')) this.refusal ??= answer
    this.#ackedAt[index] = performance.now()
    if (this.#deliveredAt[index] !== 0) this.#complete(index)
  }

  /** A packet that reached somebody; echoes to the sender do not count. */
  delivered(receiver: number, packet: string): void {
    const index = numberIn(packet) - this.#base
    if (index < 0 || this.lanes[this.#laneOf[index] ?? 0]?.receiver !== receiver) return
    if (this.#deliveredAt[index] !== 0) {
      this.duplicates++
      return
    }
    this.#deliveredAt[index] = performance.now()
    if (this.#ackedAt[index] !== 0) this.#complete(index)
  }

  /** Milliseconds from sending, for messages numbered from `first` on. */
  latencies(first: number): { ack: number[]; delivery: number[] } {
    return {
      ack: this.#since(this.#ackedAt, first),
      delivery: this.#since(this.#deliveredAt, first),
    }
  }

  #complete(index: number): void {
    this.completed++
    this.onComplete(this.#laneOf[index] ?? 0)
  }

  #since(times: Float64Array, first: number): number[] {
    const from = first - this.#base
    const till = nextNumber - this.#base
    return Array.from(times.subarray(from, till), (at, index) => {
      return at - (this.#sentAt[from + index] ?? 0)
    })
  }
}

function numberIn(packet: string): number {
  const start = packet.indexOf(KEY) + KEY.length + UUID_HEAD.length
  return Number(packet.slice(start, start + 12))
}
