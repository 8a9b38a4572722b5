import { SimulatedVisitor, type VisitedSite } from './simulatedVisitor'
import type { Random } from './visitPlan'

const ROUND_MS = 500
/** The crowd grows and shrinks by a fifth, once in this time. */
const TIDE_MS = 120_000

export interface CrowdOptions {
  site: VisitedSite
  /** Visitors at high tide. */
  size: number
  arrivalsPerSecond: number
  random?: Random
  /** Somebody was refused; the sentence says why. */
  onRefusal(sentence: string): void
}

/** A crowd in the demo shop: who leaves is followed by somebody new. */
export class SimulatedVisitors {
  readonly #present = new Set<SimulatedVisitor>()
  readonly #round: NodeJS.Timeout
  readonly #beganAtMs = Date.now()

  constructor(private readonly options: CrowdOptions) {
    this.#round = setInterval(() => this.#admit(), ROUND_MS)
    this.#admit()
  }

  get count(): number {
    return this.#present.size
  }

  /** Everybody leaves. */
  stop(): void {
    clearInterval(this.#round)
    for (const visitor of this.#present) visitor.leave()
  }

  #admit(): void {
    const { arrivalsPerSecond } = this.options
    const most = Math.ceil((arrivalsPerSecond * ROUND_MS) / 1000)
    const missing = this.#wanted() - this.count
    for (let count = 0; count < Math.min(most, missing); count += 1) this.#welcome()
  }

  #wanted(): number {
    const tide = Math.cos(((Date.now() - this.#beganAtMs) / TIDE_MS) * 2 * Math.PI)
    return Math.round(this.options.size * (0.9 + 0.1 * tide))
  }

  #welcome(): void {
    const { site, random = Math.random, onRefusal } = this.options
    const visitor = new SimulatedVisitor(site, random, (refusal) => {
      this.#present.delete(visitor)
      if (refusal) onRefusal(refusal)
    })
    this.#present.add(visitor)
    void visitor.arrive()
  }
}
