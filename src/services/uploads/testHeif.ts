import { PLACE } from './testPictures'

/** What an AVIF or HEIC of a test holds; all of it has content, and places in the file. */
export interface HeifParts {
  brand?: 'avif' | 'heic'
  items?: HeifItem[]
  /** Beside `ispe` among the properties, beside the lists in `meta`, behind everything. */
  properties?: Buffer[]
  inMeta?: Buffer[]
  behind?: Buffer[]
  /** Between the items, where no list names it. */
  forgotten?: Buffer
  version?: 0 | 1 | 2
}

interface HeifItem {
  kind: string
  content: Buffer
  isInMeta?: boolean
}

export const CODED = Buffer.from('the picture itself')
export const XMP = Buffer.from(`<x:xmpmeta xmlns:x="adobe:ns:meta/">${PLACE}</x:xmpmeta>`)

/** A still picture of 40 by 30, its first item the main one. Lists have the widths of `version`. */
export function heif(parts: HeifParts = {}): Buffer {
  const { brand = 'heic', version = 1, behind = [] } = parts
  const start = isoBox('ftyp', Buffer.from(`${brand}\0\0\0\0${brand}mif1`, 'latin1'))
  // Where content stands depends on the length of the lists, and their length on nothing of it.
  const metaBytes = metaOf(parts, version, 0).length
  const meta = metaOf(parts, version, start.length + metaBytes + 8)
  return Buffer.concat([start, meta, isoBox('mdat', ...contentsOf(parts)), ...behind])
}

export function isoBox(kind: string, ...content: Buffer[]): Buffer {
  const length = content.reduce((sum, { byteLength }) => sum + byteLength, 8)
  return Buffer.concat([uint(length, 4), Buffer.from(kind, 'latin1'), ...content])
}

/** A box with a version and no flags. */
function fullBox(kind: string, version: number, ...content: Buffer[]): Buffer {
  return isoBox(kind, uint(version * 2 ** 24, 4), ...content)
}

function uint(value: number, bytes: number): Buffer {
  const written = Buffer.alloc(bytes)
  if (bytes === 8) written.writeBigUInt64BE(BigInt(value))
  else written.writeUIntBE(value, 0, bytes)
  return written
}

const PLAIN: HeifItem[] = [{ kind: 'hvc1', content: CODED }]
const isInFile = ({ isInMeta = false }: HeifItem) => !isInMeta

function contentsOf({ items = PLAIN, forgotten = Buffer.alloc(0) }: HeifParts): Buffer[] {
  return items.filter(isInFile).flatMap(({ content }) => [content, forgotten])
}

function metaOf(parts: HeifParts, version: 0 | 1 | 2, contentAt: number): Buffer {
  const { items = PLAIN, properties = [], inMeta = [] } = parts
  const idBytes = version < 2 ? 2 : 4
  const entries = items.map(({ kind }, id) =>
    fullBox('infe', version < 2 ? 2 : 3, uint(id, idBytes), uint(0, 2), Buffer.from(`${kind}\0`)),
  )
  const ispe = fullBox('ispe', 0, uint(40, 4), uint(30, 4))
  return fullBox(
    'meta',
    0,
    fullBox('pitm', version < 2 ? 0 : 1, uint(0, idBytes)),
    fullBox('iinf', version < 2 ? 0 : 1, uint(items.length, idBytes), ...entries),
    ilocOf(parts, version, contentAt),
    isoBox('iprp', isoBox('ipco', ispe, ...properties)),
    isoBox('idat', ...items.filter((item) => !isInFile(item)).map(({ content }) => content)),
    ...inMeta,
  )
}

/** Each item in two extents; numbers of 4 bytes, of 8 in version 2, with a base in version 1. */
function ilocOf(parts: HeifParts, version: 0 | 1 | 2, contentAt: number): Buffer {
  const { items = PLAIN, forgotten = Buffer.alloc(0) } = parts
  const [numbers, base, idBytes] = [
    version === 2 ? 8 : 4,
    version === 1 ? 4 : 0,
    version < 2 ? 2 : 4,
  ]
  const next = { file: 0, meta: 0 }
  const entries = items.map(({ content, isInMeta = false }, id) => {
    const at = isInMeta ? next.meta : next.file
    if (isInMeta) next.meta += content.length
    else next.file += content.length + forgotten.length
    const half = content.length >> 1
    const origin = isInMeta ? 0 : contentAt
    const extents = [
      [at, half],
      [at + half, content.length - half],
    ].flatMap(([from = 0, length = 0]) => [
      uint(from + (base ? 0 : origin), numbers),
      uint(length, numbers),
    ])
    const method = version === 0 ? [] : [uint(isInMeta ? 1 : 0, 2)]
    const start = base ? [uint(origin, base)] : []
    return Buffer.concat([
      uint(id, idBytes),
      ...method,
      uint(0, 2),
      ...start,
      uint(2, 2),
      ...extents,
    ])
  })
  const sizes = [uint(numbers * 16 + numbers, 1), uint(base * 16, 1)]
  return fullBox('iloc', version, ...sizes, uint(items.length, idBytes), ...entries)
}

/**
 * An AVIF of 32 by 24 as a program makes it that keeps what the camera said: its maker (`Oakphone`)
 * and the place in Exif, and the place in XMP (`GPSLatitude`).
 */
export const AVIF_PHOTO = Buffer.from(
  [
    'AAAAHGZ0eXBhdmlmAAAAAG1pZjFhdmlmbWlhZgAAAWFtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAA',
    'AAAAAAAAAEZpbG9jAAAAAERAAAMAAQAAAAABhQABAAAAAAAAAFkAAgAAAAAB3gABAAAAAAAAARYAAwAAAAAC9AABAAAA',
    'AAAAAF0AAABiaWluZgAAAAAAAwAAABVpbmZlAgAAAAABAABhdjAxAAAAABVpbmZlAgAAAQACAABFeGlmAAAAACppbmZl',
    'AgAAAQADAABtaW1lAGFwcGxpY2F0aW9uL3JkZit4bWwAAAAAAA5waXRtAAAAAAABAAAAVmlwcnAAAAA4aXBjbwAAAAxh',
    'djFDgSACAAAAABRpc3BlAAAAAAAAACAAAAAYAAAAEHBpeGkAAAAAAwgICAAAABZpcG1hAAAAAAAAAAEAAQOBAgMAAAAo',
    'aXJlZgAAAAAAAAAOY2RzYwACAAEAAQAAAA5jZHNjAAMAAQABAAAB1G1kYXQSAAoIOBE/dtAQ0GkySx2CYsQAALHAIMDs',
    '9qeCruXGBqYwHp51/JGAaEWMD1zQXooWcMwPPc7b3nhweY9SkEVRob+ins/HUBtbbJATEadrk1hWEEd7W+wLoAAAAAZF',
    'eGlmAABJSSoACAAAAAgADwECAAkAAAB+AAAAEgEDAAEAAAABAAAAGgEFAAEAAABuAAAAGwEFAAEAAAB2AAAAKAEDAAEA',
    'AAACAAAAEwIDAAEAAAABAAAAaYcEAAEAAACIAAAAJYgEAAEAAADWAAAAAAAAADhjAADoAwAAOGMAAOgDAABPYWtwaG9u',
    'ZQAABgAAkAcABAAAADAyMTABkQcABAAAAAECAwAAoAcABAAAADAxMDABoAMAAQAAAP//AAACoAQAAQAAACAAAAADoAQA',
    'AQAAABgAAAAAAAAAAgABAAIAAgAAAE4AAAACAAUAAwAAAPQAAAAAAAAANAAAAAEAAAAfAAAAAQAAAAAAAAABAAAAPHg6',
    'eG1wbWV0YSB4bWxuczp4PSJhZG9iZTpuczptZXRhLyI+PGV4aWY6R1BTTGF0aXR1ZGU+NTIsMzEuMk48L2V4aWY6R1BT',
    'TGF0aXR1ZGU+PC94OnhtcG1ldGE+',
  ].join(''),
  'base64',
)
