const TEXT_AT_ONCE = 0x81
const LAST = 0x80
const CONTROL = 8
const CLOSE = 8
/** Above, the length stands in 2 or 8 bytes of its own. */
const LONGEST_SHORT = 125

/**
 * Follows what a server says over a WebSocket, in pieces of any size, to know when a message of
 * somebody else's would not stand in the midst of one. Reads headers of frames, and no content.
 */
export class MessageBounds {
  #header: number[] = []
  #left = 0
  /** More frames of the same message follow. */
  #goesOn = false
  #isOver = false

  /** Nothing is half said. */
  get isBetween(): boolean {
    return this.#left === 0 && this.#header.length === 0 && !this.#goesOn && !this.#isOver
  }

  see(piece: Uint8Array): void {
    let at = 0
    while (at < piece.length) {
      const skipped = Math.min(this.#left, piece.length - at)
      this.#left -= skipped
      at += skipped
      if (at < piece.length) this.#read(piece[at++] as number)
    }
  }

  #read(byte: number): void {
    this.#header.push(byte)
    const length = lengthIn(this.#header)
    if (length === undefined) return
    const [first = 0] = this.#header
    const kind = first & 0x0f
    if (kind === CLOSE) this.#isOver = true
    if (kind < CONTROL) this.#goesOn = (first & LAST) === 0
    this.#header = []
    this.#left = length
  }
}

/** Of a frame's content; undefined while its header is not complete. Servers mask nothing. */
function lengthIn([, second, ...own]: readonly number[]): number | undefined {
  if (second === undefined) return undefined
  const short = second & 0x7f
  if (short <= LONGEST_SHORT) return short
  const bytes = short === LONGEST_SHORT + 1 ? 2 : 8
  return own.length < bytes ? undefined : own.reduce((sum, byte) => sum * 256 + byte, 0)
}

/** A short message as a server says it. */
export function frameOf(text: string): Buffer {
  const content = Buffer.from(text)
  if (content.length > LONGEST_SHORT) throw new Error('The message is too long for one short frame')
  return Buffer.concat([Buffer.from([TEXT_AT_ONCE, content.length]), content])
}
