import { imageSize } from 'image-size'
import { describe, expect, test } from 'vitest'
import { jpegWithoutMetadata } from './jpegMetadata'
import { PHOTO, png } from './testFiles'

const said = ['GPSLatitude', 'Oakphone', 'Taken at home', '52,31', 'appended film']
const saidIn = (file: Buffer) => said.filter((words) => file.includes(words))
/** Everything from the first table on, to the end that the picture names. */
const drawnBy = (file: Buffer) =>
  file.subarray(file.indexOf(Buffer.from('ffdb', 'hex')), file.indexOf(Buffer.from('ffd9', 'hex')))

describe('a photo', () => {
  test('UP-18 says nothing of where and with what it was taken, and is drawn and turned as before', () => {
    expect(saidIn(PHOTO)).toEqual(said)
    const photo = jpegWithoutMetadata(PHOTO, 6) ?? Buffer.alloc(0)
    expect(saidIn(photo)).toEqual([])
    expect(imageSize(photo)).toMatchObject({ width: 40, height: 30, orientation: 6 })
    expect(photo.includes('JFIF')).toBe(true)
    expect(photo.includes('ICC_PROFILE')).toBe(PHOTO.includes('ICC_PROFILE'))
    expect(drawnBy(photo).equals(drawnBy(PHOTO))).toBe(true)
    expect(jpegWithoutMetadata(photo, 6)?.equals(photo)).toBe(true)
  })

  test('UP-18 that was not turned has no metadata at all', () => {
    const photo = jpegWithoutMetadata(PHOTO) ?? Buffer.alloc(0)
    expect(photo.includes('Exif')).toBe(false)
    expect(imageSize(photo)).toMatchObject({ width: 40, height: 30 })
  })

  test('UP-18 cut off in its middle is kept as far as it goes', () => {
    const cut = PHOTO.subarray(0, PHOTO.indexOf(Buffer.from('ffda', 'hex')) + 40)
    const photo = jpegWithoutMetadata(cut, 6) ?? Buffer.alloc(0)
    expect(saidIn(photo)).toEqual([])
    expect(imageSize(photo)).toMatchObject({ width: 40 })
  })

  test('UP-18 is none where there is no picture in it', () => {
    for (const file of [png(1, 1), Buffer.from('ffd8', 'hex'), PHOTO.subarray(0, 60)])
      expect(jpegWithoutMetadata(file)).toBeUndefined()
  })
})
