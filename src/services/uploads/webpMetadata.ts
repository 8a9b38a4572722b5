import { orientationAlone, orientationIn } from './exifOrientation'

/** `RIFF`, the length of what follows, `WEBP`. */
const START_BYTES = 12
/** Kind and length before a chunk's content. */
const BEFORE = 8
const drawn = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP'])
const pictures = new Set(['VP8 ', 'VP8L', 'ANMF'])
/** Bits of `VP8X` that announce what follows. */
const flag = { exif: 0x08, xmp: 0x04 }

/**
 * A WebP without what cameras and programs wrote into it: Exif, XMP, and what is of no known kind.
 * It is drawn as before, also turned as before. `undefined` where there is no picture in it.
 */
export function webpWithoutMetadata(webp: Buffer): Buffer | undefined {
  const all = [...chunks(webp)]
  if (!all.some(({ kind }) => pictures.has(kind))) return undefined
  const exif = all.find(({ kind }) => kind === 'EXIF')
  const orientation = exif ? orientationIn(exif.bytes.subarray(BEFORE)) : 1
  const isTurned = orientation > 1
  const kept = all
    .filter(({ kind }) => drawn.has(kind))
    .map(({ kind, bytes }) => (kind === 'VP8X' ? announced(bytes, isTurned) : bytes))
  return riff([...kept, ...(isTurned ? [chunk('EXIF', orientationAlone(orientation))] : [])])
}

interface Chunk {
  kind: string
  bytes: Buffer
}

/** Up to the end that the picture names, or to the end of what there is. */
function* chunks(webp: Buffer): Generator<Chunk> {
  if (webp.length < START_BYTES) return
  const end = Math.min(webp.length, BEFORE + webp.readUInt32LE(4))
  let at = START_BYTES
  while (at + BEFORE <= end) {
    const kind = webp.toString('latin1', at, at + 4)
    const length = webp.readUInt32LE(at + 4)
    // A chunk of an odd length is followed by one byte more.
    const next = at + BEFORE + length + (length % 2)
    yield { kind, bytes: webp.subarray(at, Math.min(next, end)) }
    at = next
  }
}

function announced(bytes: Buffer, isTurned: boolean): Buffer {
  const changed = Buffer.from(bytes)
  const flags = (changed[BEFORE] ?? 0) & ~(flag.exif | flag.xmp)
  changed[BEFORE] = isTurned ? flags | flag.exif : flags
  return changed
}

function chunk(kind: string, content: Buffer): Buffer {
  const before = Buffer.alloc(BEFORE)
  before.write(kind, 'latin1')
  before.writeUInt32LE(content.length, 4)
  return Buffer.concat([before, content])
}

function riff(kept: readonly Buffer[]): Buffer {
  const content = Buffer.concat([Buffer.from('WEBP'), ...kept])
  return chunk('RIFF', content)
}
