import { boxes, emptied } from './isoBoxes'

/** What holds others; `meta` and `udta` may stand in any of them. */
const holders = new Set(['moov', 'trak', 'mdia', 'minf', 'stbl', 'edts', 'moof', 'traf'])
/** What programs wrote: the place among it (`©xyz`, `location.ISO6709`), times, names, XMP. */
const said = new Set(['udta', 'meta', 'uuid'])
/** Behind so many holders real files have none, and what is there is left out. */
const DEEPEST = 8

/**
 * An MP4, MOV or M4A without what telephones and programs wrote beside its tracks. It is played and
 * turned as before. `undefined` where there are no tracks in it.
 */
export function movieWithoutMetadata(movie: Buffer): Buffer | undefined {
  const clean = Buffer.from(movie)
  const hasTracks = [...boxes(movie, 0, movie.length)].some(({ kind }) => kind === 'moov')
  if (!hasTracks) return undefined
  emptySaid(clean, 0, clean.length)
  return clean
}

function emptySaid(clean: Buffer, from: number, to: number, depth = 1): void {
  for (const box of boxes(clean, from, to)) {
    if (said.has(box.kind) || depth > DEEPEST) emptied(clean, box)
    else if (holders.has(box.kind)) emptySaid(clean, box.content, box.end, depth + 1)
  }
}
