import type { ChangeListener, StoredChange } from './onlineUsersStore'

/** `since` reaches back at least this far. */
const KEPT = 1000

type Unversioned<Change> = Change extends StoredChange ? Omit<Change, 'epoch' | 'version'> : never

/** Gives changes their versions, tells the watchers and keeps the newest for `since`. */
export class ChangeLog {
  readonly epoch: string = crypto.randomUUID()
  readonly listeners = new Set<ChangeListener>()
  #kept: StoredChange[] = []
  #version = 0

  get version(): number {
    return this.#version
  }

  add(change: Unversioned<StoredChange>): void {
    this.#version += 1
    const stored: StoredChange = { epoch: this.epoch, version: this.#version, ...change }
    this.#kept.push(stored)
    if (this.#kept.length >= KEPT * 1.25) this.#kept = this.#kept.slice(-KEPT)
    for (const listener of this.listeners) listener(stored)
  }

  since(epoch: string, after: number): StoredChange[] | 'reset' {
    const oldest = this.#version - this.#kept.length + 1
    const reachable = epoch === this.epoch && after >= oldest - 1 && after <= this.#version
    return reachable ? this.#kept.slice(after - oldest + 1) : 'reset'
  }
}
