import { orientationAlone } from './exifOrientation'

/** Markers of a JPEG's segments. */
const marker = { end: 0xd9, scan: 0xda, comment: 0xfe, firstApp: 0xe0, lastApp: 0xef }
const START = Buffer.from('ffd8', 'hex')
const END = Buffer.from('ffd9', 'hex')
/** JFIF, colour profile, and what Adobe says of the colours: how the picture is drawn. */
const drawn = new Set([0xe0, 0xe2, 0xee])
/** What several pictures in one file, each with what its camera wrote, are announced by. */
const manyPictures = 'MPF\0'

/**
 * A JPEG without what cameras and programs wrote into it: where and when it was taken, with what, a
 * thumbnail, comments, films behind its end. It is drawn as before, also turned as before.
 * `undefined` where there is no picture in it.
 */
export function jpegWithoutMetadata(jpeg: Buffer, orientation = 1): Buffer | undefined {
  const all = [...segments(jpeg)]
  if (!all.some(({ code }) => code === marker.scan)) return undefined
  const kept = all.filter((segment) => !isSaid(segment)).map(({ bytes }) => bytes)
  // JFIF has to come first.
  const place = all[0]?.code === marker.firstApp ? 1 : 0
  if (orientation > 1) kept.splice(place, 0, exifOf(orientation))
  return Buffer.concat([START, ...kept, END])
}

interface Segment {
  code: number
  bytes: Buffer
}

/** Up to the end that the picture names, or to the end of what there is. */
function* segments(jpeg: Buffer): Generator<Segment> {
  let at = jpeg.subarray(0, 2).equals(START) ? 2 : jpeg.length
  while (at + 4 <= jpeg.length && jpeg[at] === 0xff) {
    const code = jpeg[at + 1] ?? 0
    if (code === marker.end) return
    // Any number of `ff` may stand before a marker.
    const end = code === 0xff ? at + 1 : endOf(jpeg, at, code)
    if (code !== 0xff) yield { code, bytes: jpeg.subarray(at, end) }
    at = end
  }
}

function endOf(jpeg: Buffer, at: number, code: number): number {
  const end = at + 2 + Math.max(2, jpeg.readUInt16BE(at + 2))
  return code === marker.scan ? endOfScan(jpeg, end) : end
}

/** In a scan `ff` is followed by zero or by a restart, and by nothing else but its end. */
function endOfScan(jpeg: Buffer, from: number): number {
  let at = jpeg.indexOf(0xff, from)
  while (at >= 0 && isOfScan(jpeg[at + 1] ?? 0)) at = jpeg.indexOf(0xff, at + 1)
  return at < 0 ? jpeg.length : at
}

function isOfScan(code: number): boolean {
  return code === 0 || code === 0xff || (code >= 0xd0 && code <= 0xd7)
}

/** It says something about the picture and does nothing to draw it. */
function isSaid({ code, bytes }: Segment): boolean {
  if (code === marker.comment) return true
  if (code < marker.firstApp || code > marker.lastApp) return false
  return !drawn.has(code) || bytes.toString('latin1', 4, 8) === manyPictures
}

function exifOf(orientation: number): Buffer {
  return Buffer.concat([Buffer.from('ffe10022457869660000', 'hex'), orientationAlone(orientation)])
}
