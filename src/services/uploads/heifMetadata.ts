import { type Extent, heifItems, type Item } from './heifItems'
import { type Box, boxes, emptied } from './isoBoxes'

const words = (list: string) => new Set(list.split(' '))

/** Boxes of the file, of its `meta`, and of what is said about single pictures in it. */
const drawn = {
  file: words('ftyp meta mdat'),
  meta: words('hdlr pitm iloc iinf iref iprp idat grpl dinf'),
  property: words(
    'ispe pixi colr pasp clap irot imir auxC clli mdcv cclv amve rloc lsel a1op a1lx ' +
      'av1C hvcC lhvC avcC vvcC oinf tols iscl rref reve ndwt',
  ),
}
/** Pictures, and what joins or changes them. */
const pictures = words('av01 hvc1 lhv1 avc1 vvc1 grid iovl iden tmap')
/** Version and flags of `meta`. */
const FULL = 4

/** What says nothing, in the place of what said something: programs that look for it find it whole. */
const silence: Record<string, Buffer> = {
  Exif: Buffer.from('000000004d4d002a00000008000000000000', 'hex'),
  mime: Buffer.from('<x:xmpmeta xmlns:x="adobe:ns:meta/"/>'),
}

/**
 * An AVIF or HEIC without what cameras and programs wrote into it: Exif, XMP, texts, times, films
 * behind its end. Only what its pictures are made of stays, in its place, and it is drawn and turned
 * as before. `undefined` where there is no still picture in it.
 */
export function heifWithoutMetadata(heif: Buffer): Buffer | undefined {
  const top = [...boxes(heif, 0, heif.length)]
  const meta = top.find(({ kind }) => kind === 'meta')
  const items = meta && itemsOf(heif, meta)
  if (!items) return undefined
  const inMeta = [...boxes(heif, meta.content + FULL, meta.end)]
  const contents = [...top, ...inMeta].filter(({ kind }) => kind === 'mdat' || kind === 'idat')
  const isFilm = top.some(({ kind }) => kind === 'moov')
  if (isFilm || !items.some((item) => isPictureIn(contents, item))) return undefined
  const clean = Buffer.from(heif)
  emptyAllBut(drawn.file, clean, top)
  emptyAllBut(drawn.meta, clean, inMeta)
  emptyAllBut(drawn.property, clean, properties(heif, inMeta))
  keepPictures(clean, items, contents)
  return clean.subarray(0, top.at(-1)?.end)
}

function isPictureIn(contents: readonly Box[], { kind, isMain, extents }: Item): boolean {
  return isMain && pictures.has(kind) && extents.every((extent) => isWithin(contents, extent))
}

function isWithin(contents: readonly Box[], { start, end }: Extent): boolean {
  return contents.some((box) => start >= box.content && end <= box.end)
}

function emptyAllBut(kept: ReadonlySet<string>, clean: Buffer, all: readonly Box[]): void {
  for (const box of all) if (!kept.has(box.kind)) emptied(clean, box)
}

function itemsOf(heif: Buffer, meta: Box): Item[] | undefined {
  try {
    return heifItems(heif, meta)
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

function properties(heif: Buffer, inMeta: readonly Box[]): Box[] {
  const within = (kind: string) => (box: Box) =>
    box.kind === kind ? [...boxes(heif, box.content, box.end)] : []
  return inMeta.flatMap(within('iprp')).flatMap(within('ipco'))
}

/** Everything between the pictures goes, whether the list names it or has forgotten it. */
function keepPictures(clean: Buffer, items: readonly Item[], contents: readonly Box[]): void {
  const kept = items
    .filter(({ kind }) => pictures.has(kind))
    .flatMap(({ extents }) => extents)
    .sort((one, other) => one.start - other.start)
  for (const box of contents) clearBetween(clean, kept, box)
  for (const { kind, extents } of items) {
    const [place] = extents
    const nothing = silence[kind]
    const hasRoom = nothing && place && place.end - place.start >= nothing.length
    if (hasRoom && isWithin(contents, place)) nothing.copy(clean, place.start)
  }
}

function clearBetween(clean: Buffer, kept: readonly Extent[], { content, end }: Box): void {
  let at = content
  for (const extent of kept) {
    if (extent.start > at) clean.fill(0, at, Math.min(extent.start, end))
    at = Math.min(end, Math.max(at, extent.end))
  }
  clean.fill(0, at, end)
}
