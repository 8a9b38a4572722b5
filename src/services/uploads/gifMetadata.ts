/** Beginnings of a GIF's blocks, and kinds of extensions. */
const block = { extension: 0x21, picture: 0x2c, end: 0x3b }
const extension = { comment: 0xfe, program: 0xff }
const END = Buffer.from([block.end])
const START_BYTES = 13
const PICTURE_BYTES = 10
/** Programs that say how often a film is played and what its colours are. */
const drawn = /^(NETSCAPE2\.0|ANIMEXTS1\.0|ICCRGBG1012)$/

/**
 * A GIF without comments, without what programs wrote into it, XMP among it, and without what is
 * behind its end. It is drawn as before. `undefined` where there is no picture in it.
 */
export function gifWithoutMetadata(gif: Buffer): Buffer | undefined {
  const all = [...blocks(gif)]
  if (!all.some((bytes) => bytes[0] === block.picture)) return undefined
  const start = gif.subarray(0, endOfColours(gif, START_BYTES, 10))
  return Buffer.concat([start, ...all.filter((bytes) => !isSaid(bytes)), END])
}

/** Up to the end that the picture names, or to the end of what there is. */
function* blocks(gif: Buffer): Generator<Buffer> {
  let at = endOfColours(gif, START_BYTES, 10)
  while (gif[at] === block.extension || gif[at] === block.picture) {
    const end = gif[at] === block.picture ? endOfPicture(gif, at) : endOfParts(gif, at + 2)
    yield gif.subarray(at, end)
    at = end
  }
}

/** Where the table ends that may stand at `at`; the byte at `flagsAt` says whether, and how long. */
function endOfColours(gif: Buffer, at: number, flagsAt: number): number {
  const flags = gif[flagsAt] ?? 0
  return flags & 0x80 ? at + 3 * 2 ** ((flags & 0x07) + 1) : at
}

function endOfPicture(gif: Buffer, at: number): number {
  return endOfParts(gif, endOfColours(gif, at + PICTURE_BYTES, at + 9) + 1)
}

/** Each part begins with its length; the last has none. */
function endOfParts(gif: Buffer, from: number): number {
  let at = from
  while (gif[at]) at += 1 + (gif[at] ?? 0)
  return at + 1
}

function isSaid(bytes: Buffer): boolean {
  if (bytes[0] !== block.extension) return false
  if (bytes[1] === extension.comment) return true
  return bytes[1] === extension.program && !drawn.test(bytes.toString('latin1', 3, 14))
}
