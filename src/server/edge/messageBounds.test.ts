import { expect, test } from 'vitest'
import { frameOf, MessageBounds } from './messageBounds'

const FIN = 0x80
const frame = (first: number, length: number) =>
  Buffer.concat([Buffer.from([first, ...sizeOf(length)]), Buffer.alloc(length, FIN)])

function sizeOf(length: number): number[] {
  const low = [(length >> 8) & 255, length & 255]
  if (length < 126) return [length]
  return length < 65_536 ? [126, ...low] : [127, 0, 0, 0, 0, 0, length >> 16, ...low]
}

test('ED-16 a message ends with its last frame, however long and however it is cut', () => {
  const whole = [
    frame(FIN | 1, 0),
    frame(FIN | 1, 125),
    frame(FIN | 2, 126),
    frame(FIN | 1, 70_000),
  ]
  const parts = [frame(1, 3), frame(FIN | 9, 4), frame(0, 300), frame(FIN, 2)]
  const messages = [...whole, Buffer.concat(parts), frameOf('2')]
  const said = Buffer.concat(messages)
  const ends = new Set(messages.map((_, nth) => Buffer.concat(messages.slice(0, nth + 1)).length))
  const bounds = new MessageBounds()
  for (let at = 0; at < said.length; at += 1) {
    bounds.see(said.subarray(at, at + 1))
    if (bounds.isBetween !== ends.has(at + 1)) expect.fail(`after ${at + 1} bytes`)
  }
  for (const size of [2, 7, 1000, said.length]) {
    const again = new MessageBounds()
    for (let at = 0; at < said.length; at += size) again.see(said.subarray(at, at + size))
    expect(again.isBetween).toBe(true)
  }
})

test('ED-16 nothing follows the end of a WebSocket', () => {
  const bounds = new MessageBounds()
  expect(bounds.isBetween).toBe(true)
  bounds.see(frame(FIN | 8, 2))
  expect(bounds.isBetween).toBe(false)
})

test('ED-16 what the edge says is one frame', () => {
  expect([...frameOf('42["a"]')]).toEqual([0x81, 7, ...Buffer.from('42["a"]')])
  expect(() => frameOf('a'.repeat(126))).toThrow()
})
