import fc from 'fast-check'
import { imageSize } from 'image-size'
import { describe, expect, test } from 'vitest'
import { orientationIn } from './exifOrientation'
import { withoutMetadata } from './fileMetadata'
import { png } from './testFiles'
import { exif, gifExtension, gifWith, PLACE, pngWith, webpWith } from './testPictures'

const cleaned = (type: string, picture: Buffer, orientation = 1) =>
  withoutMetadata(type)?.(picture, orientation)
const place = Buffer.from(PLACE)
/** What a picture's Exif says from where it begins. */
const orientationBehind = (picture: Buffer | undefined, mark: string) => {
  const at = picture?.indexOf(mark) ?? -1
  return at < 0 || !picture ? undefined : orientationIn(picture.subarray(at))
}
const flagsOf = (webp: Buffer | undefined) => webp?.[20]

describe('a PNG', () => {
  const said = ['tEXt', 'zTXt', 'iTXt', 'tIME', 'eXIf', 'caBX', 'prVW'] as const

  test('UP-20 says nothing of where and when it was made', () => {
    const picture = pngWith(...said.map((kind): [string, Buffer] => [kind, place]))
    expect(picture.includes(PLACE)).toBe(true)
    const clean = cleaned('image/png', Buffer.concat([picture, place]))
    expect(clean?.equals(png(4, 3))).toBe(true)
  })

  test('UP-20 keeps its colours and pixels', () => {
    const drawn = ['iCCP', 'gAMA', 'tRNS', 'pHYs'].map((kind): [string, Buffer] => [kind, place])
    const picture = pngWith(...drawn)
    expect(cleaned('image/png', picture)?.equals(picture)).toBe(true)
  })

  test.each(['II', 'MM'] as const)('UP-20 stays turned as it was, %s', (order) => {
    const clean = cleaned('image/png', pngWith(['eXIf', exif(6, order)]))
    expect(orientationBehind(clean, 'MM')).toBe(6)
    expect(clean?.includes(PLACE)).toBe(false)
    expect(imageSize(clean ?? Buffer.alloc(0))).toMatchObject({ width: 4, height: 3 })
    expect(clean && cleaned('image/png', clean)?.equals(clean)).toBe(true)
  })
})

describe('a WebP', () => {
  const [hasExif, hasXmp, hasAlpha] = [0x08, 0x04, 0x10]

  test('UP-20 says nothing of where and when it was made, and does not announce it', () => {
    const picture = webpWith(
      hasExif + hasXmp + hasAlpha,
      ['EXIF', exif(1, 'II')],
      ['XMP ', Buffer.from(`<exif:${PLACE}/>`)],
      ['note', place],
    )
    expect(picture.includes(PLACE)).toBe(true)
    const clean = cleaned('image/webp', Buffer.concat([picture, place]))
    expect(clean?.equals(webpWith(hasAlpha))).toBe(true)
    expect(imageSize(clean ?? Buffer.alloc(0))).toMatchObject({ width: 1, height: 1 })
  })

  test('UP-20 stays turned as it was, also where a camera writes a mark before it', () => {
    for (const mark of ['', 'Exif\0\0']) {
      const said = Buffer.concat([Buffer.from(mark, 'latin1'), exif(8, 'MM')])
      const clean = cleaned('image/webp', webpWith(hasExif + hasXmp, ['EXIF', said]))
      expect(orientationBehind(clean, 'MM')).toBe(8)
      expect(flagsOf(clean)).toBe(hasExif)
      expect(clean?.includes(PLACE)).toBe(false)
    }
  })
})

describe('a GIF', () => {
  test('UP-20 has neither comments nor what programs say in it, and is played as before', () => {
    const again = gifExtension(0xff, 'NETSCAPE2.0', Buffer.from([1, 0, 0]))
    const control = gifExtension(0xf9, Buffer.from([4, 10, 0, 0]))
    const picture = gifWith(
      gifExtension(0xfe, PLACE, PLACE),
      again,
      gifExtension(0xff, 'XMP DataXMP', PLACE),
      control,
    )
    const clean = cleaned('image/gif', Buffer.concat([picture, place]))
    expect(clean?.equals(gifWith(again, control))).toBe(true)
  })
})

describe('whatever comes', () => {
  const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array))
  const kind = fc.constantFrom('tEXt', 'zTXt', 'iTXt', 'tIME', 'abCd')

  test('UP-20 what is said in a PNG is gone, and everything else is there', () => {
    const said = fc.array(fc.tuple(kind, bytes), { maxLength: 6 })
    fc.assert(
      fc.property(said, (chunks) => {
        expect(cleaned('image/png', pngWith(...chunks))?.equals(png(4, 3))).toBe(true)
      }),
    )
  })

  test('UP-20 files that are cut or damaged are kept as far as they go, or are none', () => {
    const whole = {
      'image/png': pngWith(['tEXt', place], ['eXIf', exif(3, 'II')]),
      'image/webp': webpWith(0x0c, ['EXIF', exif(3, 'MM')], ['XMP ', place]),
      'image/gif': gifWith(gifExtension(0xfe, PLACE)),
    }
    const type = fc.constantFrom(...(Object.keys(whole) as (keyof typeof whole)[]))
    fc.assert(
      fc.property(type, fc.nat(400), fc.nat(400), fc.nat(255), (name, length, at, byte) => {
        const cut = Buffer.from(whole[name].subarray(0, length))
        const before = cleaned(name, cut)
        expect(before?.includes(PLACE) ?? false).toBe(false)
        if (at < cut.length) cut[at] = byte
        const after = cleaned(name, cut)
        expect((after?.length ?? 0) <= cut.length + 50).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  test('UP-20 a file without a picture is none', () => {
    for (const name of ['image/png', 'image/webp', 'image/gif', 'image/jpeg'])
      for (const nothing of [Buffer.alloc(0), place, png(4, 3).subarray(0, 33)])
        expect(cleaned(name, nothing)).toBeUndefined()
  })
})
