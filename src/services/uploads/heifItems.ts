import { type Box, boxes } from './isoBoxes'

/** Something that an AVIF or HEIC holds: a picture, a tile of it, Exif, XMP. */
export interface Item {
  kind: string
  isMain: boolean
  extents: Extent[]
}

/** Where in the file content stands. */
export interface Extent {
  start: number
  end: number
}

/** Version and flags before the content of some boxes. */
const FULL = 4
/** Real pictures have some dozens; files that are to keep us busy have millions. */
const MAX_EXTENTS = 4096
const inside = { file: 0, idat: 1 }

/** What a `meta` box lists. @throws `RangeError` for a list that is cut or damaged. */
export function heifItems(file: Buffer, meta: Box): Item[] {
  const parts = [...boxes(file, meta.content + FULL, meta.end)]
  const part = (kind: string) => parts.find((box) => box.kind === kind)
  const [iinf, iloc, pitm] = [part('iinf'), part('iloc'), part('pitm')]
  if (!iinf || !iloc || !pitm) return []
  const [main] = idAt(file, pitm.content, file[pitm.content] === 0)
  const places = extentsOf(file, iloc, part('idat'))
  return [...kindsOf(file, iinf)].map(([id, kind]) => ({
    kind,
    isMain: id === main,
    extents: places.get(id) ?? [],
  }))
}

/** An id has two bytes or four; answers where it ends, too. */
function idAt(file: Buffer, at: number, isShort: boolean): [id: number, end: number] {
  const from = at + FULL
  return isShort ? [file.readUInt16BE(from), from + 2] : [file.readUInt32BE(from), from + 4]
}

/** From version 2 on an entry says its kind, behind its id and two bytes of protection. */
function* kindsOf(file: Buffer, iinf: Box): Generator<[id: number, kind: string]> {
  const [, entries] = idAt(file, iinf.content, file[iinf.content] === 0)
  for (const { kind, content } of boxes(file, entries, iinf.end)) {
    const version = file[content] ?? 0
    if (kind !== 'infe' || version < 2) continue
    const [id, end] = idAt(file, content, version === 2)
    yield [id, file.toString('latin1', end + 2, end + 6)]
  }
}

function extentsOf(file: Buffer, iloc: Box, idat: Box | undefined): Map<number, Extent[]> {
  const version = file[iloc.content] ?? 0
  const read = reader(file, iloc.content + FULL, iloc.end)
  const [sizes, moreSizes] = [read(1), read(1)]
  const [offset, length, base] = [sizes >> 4, sizes & 15, moreSizes >> 4]
  const index = version === 0 ? 0 : moreSizes & 15
  const places = new Map<number, Extent[]>()
  const idBytes = version < 2 ? 2 : 4
  let left = MAX_EXTENTS
  for (let items = read(idBytes); items > 0; items -= 1) {
    const id = read(idBytes)
    const origin = originOf(version === 0 ? inside.file : read(2) & 15, idat)
    read(2)
    const from = origin + read(base)
    const count = read(2)
    left -= count + 1
    if (left < 0 || length === 0) throw new RangeError('more extents than a picture has')
    places.set(
      id,
      [...Array(count)].map(() => {
        read(index)
        const start = from + read(offset)
        return { start, end: start + read(length) }
      }),
    )
  }
  return places
}

function originOf(method: number, idat: Box | undefined): number {
  if (method === inside.file) return 0
  if (method === inside.idat && idat) return idat.content
  throw new RangeError('content of an item that is made of other items')
}

/** Reads numbers one behind the other: of 0, 1, 2, 4 or 8 bytes. */
function reader(file: Buffer, from: number, to: number): (bytes: number) => number {
  let at = from
  return (bytes) => {
    if (at + bytes > to) throw new RangeError('a number behind the end of its box')
    const start = at
    at += bytes
    if (bytes === 0) return 0
    return bytes === 8 ? Number(file.readBigUInt64BE(start)) : file.readUIntBE(start, bytes)
  }
}
