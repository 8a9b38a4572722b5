import type { Logger } from 'pino'
import type { FileStore } from './fileStore'
import type { Spool } from './spool'
import type { UploadStore } from './uploadStore'

const EVERY_MS = 3_600_000
/** A message takes its files within a day. */
const LOOSE_MS = 24 * 3_600_000
const BATCH = 100

interface SweepParts {
  store: Pick<UploadStore, 'condemn' | 'forget'>
  files: Pick<FileStore, 'remove'>
  spool: Spool
  log: Logger
  now?: () => number
}

/** Removes files that no message took, and those of deleted messages. */
export class UploadSweep {
  readonly #timer: NodeJS.Timeout
  #running: Promise<void> = Promise.resolve()

  constructor(private readonly parts: SweepParts) {
    this.#timer = setInterval(() => void this.sweep(), EVERY_MS).unref()
  }

  /** Resolves when nothing is left that could be removed; never rejects. */
  sweep(): Promise<void> {
    this.#running = this.#running
      .then(() => this.#sweep())
      .catch((error) => this.parts.log.warn({ err: error }, 'loose files were not removed'))
    return this.#running
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    await this.#running
  }

  async #sweep(): Promise<void> {
    const { store, files, spool, now = Date.now } = this.parts
    await spool.removeLeft(now())
    for (;;) {
      const ids = await store.condemn(now() - LOOSE_MS, BATCH)
      for (const id of ids) await files.remove(id)
      await store.forget(ids)
      if (ids.length < BATCH) return
    }
  }
}
