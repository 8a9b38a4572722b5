import { crc32 } from 'node:zlib'
import { orientationAlone, orientationIn } from './exifOrientation'

const START = Buffer.from('89504e470d0a1a0a', 'hex')
/** Length and kind before a chunk's content, a checksum behind it. */
const BEFORE = 8
const BEHIND = 4
/** What may be there beside the picture itself and says how it is drawn: colours, pixels, films. */
const drawn = /^(tRNS|cHRM|gAMA|iCCP|sBIT|sRGB|cICP|mDCV|cLLI|bKGD|hIST|pHYs|sPLT|acTL|fcTL|fdAT)$/

/**
 * A PNG without what cameras and programs wrote into it: Exif, texts, times, and whatever is behind
 * its end. It is drawn as before, also turned as before. `undefined` where there is no picture in it.
 */
export function pngWithoutMetadata(png: Buffer): Buffer | undefined {
  const all = [...chunks(png)]
  if (!all.some(({ kind }) => kind === 'IDAT')) return undefined
  const kept = all.filter(({ kind }) => isDrawn(kind)).map(({ bytes }) => bytes)
  const exif = all.find(({ kind }) => kind === 'eXIf')
  const orientation = exif ? orientationIn(exif.bytes.subarray(BEFORE)) : 1
  // Behind the header, which has to come first.
  if (orientation > 1) kept.splice(1, 0, chunk('eXIf', orientationAlone(orientation)))
  return Buffer.concat([START, ...kept])
}

interface Chunk {
  kind: string
  bytes: Buffer
}

/** Up to the end that the picture names, or to the end of what there is. */
function* chunks(png: Buffer): Generator<Chunk> {
  let at = png.subarray(0, START.length).equals(START) ? START.length : png.length
  while (at + BEFORE <= png.length) {
    const kind = png.toString('latin1', at + 4, at + BEFORE)
    const end = at + BEFORE + png.readUInt32BE(at) + BEHIND
    yield { kind, bytes: png.subarray(at, end) }
    if (kind === 'IEND') return
    at = end
  }
}

/** A capital letter begins what no program can leave out. */
function isDrawn(kind: string): boolean {
  return /^[A-Z]/.test(kind) || drawn.test(kind)
}

function chunk(kind: string, content: Buffer): Buffer {
  const whole = Buffer.alloc(BEFORE + content.length + BEHIND)
  whole.writeUInt32BE(content.length)
  whole.write(kind, 4, 'latin1')
  content.copy(whole, BEFORE)
  whole.writeUInt32BE(crc32(whole.subarray(4, -BEHIND)), whole.length - BEHIND)
  return whole
}
