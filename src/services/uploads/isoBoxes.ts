/** A part of a file in which everything stands in boxes, as AVIF, HEIC, MP4 and MOV are. */
export interface Box {
  kind: string
  start: number
  /** Where its content begins, behind its length and kind. */
  content: number
  end: number
}

/** Length and kind. A length of 1 says that it is in the eight bytes behind them, 0 that it is the rest. */
const BEFORE = 8
const LONG = 1
const REST = 0

/** One box after the other, as far as there are whole ones. */
export function* boxes(file: Buffer, from: number, to: number): Generator<Box> {
  let start = from
  while (start + BEFORE <= to) {
    const said = file.readUInt32BE(start)
    const content = start + BEFORE * (said === LONG ? 2 : 1)
    const end = start + lengthOf(file, start, said, to)
    if (content > end || end > to) return
    yield { kind: file.toString('latin1', start + 4, start + BEFORE), start, content, end }
    start = end
  }
}

function lengthOf(file: Buffer, start: number, said: number, to: number): number {
  if (said === REST) return to - start
  if (said !== LONG) return said
  const isCut = start + 2 * BEFORE > to
  return isCut ? Number.POSITIVE_INFINITY : Number(file.readBigUInt64BE(start + BEFORE))
}

/** Nothing is in it any more and everything else stays where it is: readers pass over `free`. */
export function emptied(file: Buffer, { start, content, end }: Box): void {
  file.write('free', start + 4, 'latin1')
  file.fill(0, content, end)
}
