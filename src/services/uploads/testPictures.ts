import { crc32 } from 'node:zlib'
import { png } from './testFiles'

/** The place where a picture was taken, as programs note it. */
export const PLACE = 'GPSLatitude 52,31.2N'

/** Exif that says a maker, how the picture was turned, and the place behind it. */
export function exif(orientation: number, order: 'II' | 'MM'): Buffer {
  const number = (value: number, bytes: 2 | 4) => {
    const written = Buffer.alloc(bytes)
    if (order === 'II') written.writeUIntLE(value, 0, bytes)
    else written.writeUIntBE(value, 0, bytes)
    return written
  }
  const entry = (tag: number, kind: number, value: number) =>
    Buffer.concat([number(tag, 2), number(kind, 2), number(1, 4), number(value, 2), number(0, 2)])
  const entries = [entry(0x010f, 2, 0x41), entry(0x0112, 3, orientation)]
  const head = [Buffer.from(order), number(42, 2), number(8, 4), number(entries.length, 2)]
  return Buffer.concat([...head, ...entries, number(0, 4), Buffer.from(PLACE)])
}

/** A PNG of 4 by 3 with further chunks between its header and its pixels. */
export function pngWith(...more: [kind: string, content: Buffer][]): Buffer {
  const plain = png(4, 3)
  const afterHeader = 8 + 25
  const chunks = more.map(([kind, content]) => {
    const body = Buffer.concat([Buffer.from(kind, 'latin1'), content])
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(content.length)
    sum.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, sum])
  })
  return Buffer.concat([plain.subarray(0, afterHeader), ...chunks, plain.subarray(afterHeader)])
}

/** Of one pixel, losslessly. */
const VP8L = Buffer.from('2f00000010071011118888fe0700', 'hex')

/** A WebP of one pixel with its flags and with further chunks behind it. */
export function webpWith(flags: number, ...more: [kind: string, content: Buffer][]): Buffer {
  const header = Buffer.alloc(10)
  header[0] = flags
  const chunks = ([['VP8X', header], ['VP8L', VP8L], ...more] as const).map(([kind, content]) =>
    riffChunk(kind, content),
  )
  return riffChunk('RIFF', Buffer.concat([Buffer.from('WEBP'), ...chunks]))
}

function riffChunk(kind: string, content: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32LE(content.length)
  const odd = Buffer.alloc(content.length % 2)
  return Buffer.concat([Buffer.from(kind, 'latin1'), length, content, odd])
}

/** A GIF of one pixel with further blocks before it. */
export function gifWith(...blocks: Buffer[]): Buffer {
  const plain = Buffer.from('R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAUQAOw==', 'base64')
  const afterColours = 13 + 6
  return Buffer.concat([plain.subarray(0, afterColours), ...blocks, plain.subarray(afterColours)])
}

/** An extension of a GIF in parts of at most 255 bytes. */
export function gifExtension(kind: number, ...parts: (Buffer | string)[]): Buffer {
  const sized = parts.flatMap((part) => {
    const bytes = Buffer.from(part as string)
    return bytes.length > 0 ? [Buffer.from([bytes.length]), bytes] : []
  })
  return Buffer.concat([Buffer.from([0x21, kind]), ...sized, Buffer.from([0])])
}
