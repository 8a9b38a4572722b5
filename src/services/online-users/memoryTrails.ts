import { type KeptStep, MOST_STEPS } from './presenceSteps'

const KEPT_MS = 3_600_000

/** The last steps of each user of a tenant, newest first, until an hour after the last. */
export class MemoryTrails {
  /** In the order of their last steps. */
  readonly #trails = new Map<string, KeptStep[]>()

  constructor(private readonly now: () => number) {}

  add(userId: string, step: Omit<KeptStep, 'atMs'>): void {
    const before = this.#trails.get(userId) ?? []
    this.#trails.delete(userId)
    this.#trails.set(userId, [{ atMs: this.now(), ...step }, ...before].slice(0, MOST_STEPS))
  }

  of(userId: string): readonly KeptStep[] {
    this.forget()
    return this.#trails.get(userId) ?? []
  }

  forget(): void {
    for (const [userId, [newest]] of this.#trails) {
      if (newest && newest.atMs + KEPT_MS > this.now()) return
      this.#trails.delete(userId)
    }
  }
}
