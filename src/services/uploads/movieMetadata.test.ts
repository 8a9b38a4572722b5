import { expect, test } from 'vitest'
import { movieWithoutMetadata } from './movieMetadata'
import { isoBox } from './testHeif'
import { PLACE } from './testPictures'

const place = Buffer.from(PLACE)
const turned = isoBox('tkhd', Buffer.from('turned by a quarter'))
const coded = isoBox('mdat', Buffer.from('films and sounds'))

/** As telephones write one: the place beside the tracks, in one of them and behind them. */
function movie(): Buffer {
  const said = isoBox('udta', isoBox('\u00a9xyz', place))
  const track = isoBox('trak', turned, isoBox('mdia', isoBox('minf', said)), isoBox('meta', place))
  const start = isoBox('ftyp', Buffer.from('qt  \0\0\0\0qt  '))
  return Buffer.concat([start, coded, isoBox('moov', track, said), isoBox('uuid', place)])
}

test('UP-22 a film says neither where nor with what it was taken, and is played as before', () => {
  const [before, clean] = [movie(), movieWithoutMetadata(movie())]
  expect(before.includes(PLACE)).toBe(true)
  expect(clean?.includes(PLACE)).toBe(false)
  expect(clean?.length).toBe(before.length)
  for (const part of [turned, coded]) expect(clean?.indexOf(part)).toBe(before.indexOf(part))
})

test('UP-22 a file without tracks is no film', () => {
  for (const nothing of [Buffer.alloc(0), place, coded, movie().subarray(0, -140)])
    expect(movieWithoutMetadata(nothing)).toBeUndefined()
})

test('UP-22 a film of boxes without end is answered', () => {
  const deep = Buffer.alloc(800_000)
  for (let at = 0; at < deep.length; at += 8) {
    deep.writeUInt32BE(deep.length - at, at)
    deep.write('moov', at + 4)
  }
  expect(movieWithoutMetadata(deep)?.length).toBe(deep.length)
})
