/** The address of a page that is visited once, by which a watcher's packet is known. */
const PAGE = 'http://localhost/visit/'
const MARK = /\/visit\/(\d+)/g

/** When each change of a visitor was made, and how long it took until a watcher heard of it. */
export class VisitMarks {
  readonly #madeAtMs = new Map<number, number>()
  readonly #heardEarly = new Set<number>()
  #delaysMs: number[] = []
  #next = 1

  /** Changes that nobody has heard of yet. */
  get waiting(): number {
    return this.#madeAtMs.size
  }

  /** A page that nobody was on before. */
  nextPage(): { mark: number; url: string } {
    const mark = this.#next++
    return { mark, url: `${PAGE}${mark}` }
  }

  /** The change is made; it may have been heard of before its maker knew. */
  made(mark: number): void {
    if (this.#heardEarly.delete(mark)) this.#delaysMs.push(0)
    else this.#madeAtMs.set(mark, performance.now())
  }

  /** A packet of a watcher, with any number of changes. */
  heard(packet: string): void {
    for (const [, digits] of packet.matchAll(MARK)) {
      const mark = Number(digits)
      const madeAtMs = this.#madeAtMs.get(mark)
      if (madeAtMs === undefined) this.#heardEarly.add(mark)
      else this.#delaysMs.push(performance.now() - madeAtMs)
      this.#madeAtMs.delete(mark)
    }
  }

  /** Milliseconds of what was heard since the last time. */
  take(): number[] {
    const taken = this.#delaysMs
    this.#delaysMs = []
    return taken
  }
}
