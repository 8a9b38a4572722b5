import fc from 'fast-check'
import { imageSize } from 'image-size'
import { describe, expect, test } from 'vitest'
import { heifWithoutMetadata } from './heifMetadata'
import { AVIF_PHOTO, CODED, type HeifParts, heif, isoBox, XMP } from './testHeif'
import { exif, PLACE } from './testPictures'

const place = Buffer.from(PLACE)
const picture = { kind: 'hvc1', content: CODED }
/** Exif stands behind four bytes that say where it begins. */
const camera = { kind: 'Exif', content: Buffer.concat([Buffer.alloc(4), exif(6, 'MM')]) }
const program = { kind: 'mime', content: XMP }

describe('an AVIF', () => {
  test('UP-21 of a camera says neither where nor with what it was taken, and is drawn as before', () => {
    for (const said of ['Oakphone', 'GPSLatitude']) expect(AVIF_PHOTO.includes(said)).toBe(true)
    const clean = heifWithoutMetadata(AVIF_PHOTO)
    for (const said of ['Oakphone', 'GPSLatitude']) expect(clean?.includes(said)).toBe(false)
    // The lists stay as they are, and behind them the coded picture, which comes first.
    expect(clean?.length).toBe(AVIF_PHOTO.length)
    expect(clean?.subarray(0, 478).equals(AVIF_PHOTO.subarray(0, 478))).toBe(true)
    expect(imageSize(clean ?? Buffer.alloc(0))).toMatchObject({ width: 32, height: 24 })
  })

  test('UP-21 that is a film is none', () => {
    expect(
      heifWithoutMetadata(heif({ brand: 'avif', behind: [isoBox('moov', place)] })),
    ).toBeUndefined()
  })
})

describe('a HEIC', () => {
  test.each([0, 1, 2] as const)(
    'UP-21 keeps its pictures alone, lists of version %i',
    (version) => {
      const items = [picture, camera, { kind: 'grid', content: CODED }, program]
      const before = heif({ version, items, forgotten: place })
      expect(before.includes(PLACE)).toBe(true)
      const clean = heifWithoutMetadata(before)
      expect(clean?.includes(PLACE)).toBe(false)
      expect(timesOf(clean, CODED)).toBe(2)
      expect(imageSize(clean ?? Buffer.alloc(0))).toMatchObject({ width: 40, height: 30 })
    },
  )

  test.each([1, 2] as const)('UP-21 also what stands in its lists, of version %i', (version) => {
    const inMeta = [picture, camera, program].map((item) => ({ ...item, isInMeta: true }))
    const clean = heifWithoutMetadata(heif({ version, items: inMeta }))
    expect(clean?.includes(PLACE)).toBe(false)
    expect(timesOf(clean, CODED)).toBe(1)
  })

  test('UP-21 has Exif and XMP that say nothing where it had some', () => {
    const long = [camera, program].map(({ kind, content }) => ({
      kind,
      content: Buffer.concat([content, Buffer.alloc(80)]),
    }))
    const clean = heifWithoutMetadata(heif({ items: [picture, ...long] }))
    // No entry, and no further list.
    const empty = Buffer.from('4d4d002a00000008000000000000', 'hex')
    expect(clean?.includes(empty)).toBe(true)
    expect(clean?.includes('<x:xmpmeta xmlns:x="adobe:ns:meta/"/>')).toBe(true)
  })

  test('UP-21 has no texts, times and films beside its pictures', () => {
    const said = (...kinds: string[]) => kinds.map((kind) => isoBox(kind, place))
    const before: HeifParts = {
      properties: said('udes', 'altt', 'crtt', 'mdft', 'uuid'),
      inMeta: said('uuid', 'xml '),
      behind: said('mpvd', 'uuid', 'free', 'skip').concat(place),
    }
    expect(timesOf(heif(before), place)).toBe(12)
    expect(heifWithoutMetadata(heif(before))?.includes(PLACE)).toBe(false)
  })

  test('UP-21 whose lists lead elsewhere is none', () => {
    const items = [picture, camera]
    expect(heifWithoutMetadata(heif({ items: [camera, picture] }))).toBeUndefined()
    // What is in the file's own box has gone, and what is in no box.
    for (const cut of [1, 60])
      expect(heifWithoutMetadata(heif({ items }).subarray(0, -cut))).toBeUndefined()
    for (const nothing of [Buffer.alloc(0), place, isoBox('ftyp'), isoBox('meta')])
      expect(heifWithoutMetadata(nothing)).toBeUndefined()
  })
})

describe('whatever comes', () => {
  const bytes = fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array))
  const said = fc.record({
    kind: fc.constantFrom('Exif', 'mime', 'uri ', 'jpeg', 'abcd'),
    content: bytes.map((some) => Buffer.concat([some, place])),
    isInMeta: fc.boolean(),
  })
  const parts = fc.record({
    items: fc.array(said, { maxLength: 5 }).map((more) => [picture, ...more]),
    forgotten: bytes,
    version: fc.constantFrom(1, 2),
  })

  test('UP-21 nothing but pictures is left, in its place', () => {
    fc.assert(
      fc.property(parts, (some) => {
        const before = heif(some)
        const clean = heifWithoutMetadata(before)
        expect(clean?.length).toBe(before.length)
        expect(clean?.includes(PLACE)).toBe(false)
        expect(clean?.indexOf(CODED)).toBe(before.indexOf(CODED))
      }),
    )
  })

  test('UP-21 a damaged one is answered, and is never larger', () => {
    const whole = heif({ items: [picture, camera, program] })
    const place = fc.nat(whole.length - 1)
    fc.assert(
      fc.property(place, place, fc.nat(255), (length, at, byte) => {
        const damaged = Buffer.from(whole)
        damaged[at] = byte
        expect(heifWithoutMetadata(damaged)?.length ?? 0).toBeLessThanOrEqual(whole.length)
        heifWithoutMetadata(damaged.subarray(0, length))
      }),
      { numRuns: 500 },
    )
  })

  test('UP-21 a list without end is answered soon', () => {
    // Items of no length, as many as four bytes can say.
    const header = Buffer.from('0200000000000000ffffffff', 'hex')
    const iloc = isoBox('iloc', Buffer.concat([header, Buffer.alloc(1_000_000)]))
    const iinf = isoBox('iinf', Buffer.alloc(6))
    const meta = isoBox('meta', Buffer.alloc(4), isoBox('pitm', Buffer.alloc(6)), iinf, iloc)
    expect(heifWithoutMetadata(meta)).toBeUndefined()
  })
})

function timesOf(file: Buffer | undefined, text: Buffer): number {
  return (file?.toString('latin1').split(text.toString('latin1')).length ?? 1) - 1
}
