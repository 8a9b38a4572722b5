import { expect, test } from 'vitest'
import { pictureBox } from './pictureBox'

test('UP-15 a picture keeps its shape within its box, and none is too small to be pressed', () => {
  expect(pictureBox(1600, 900)).toEqual({ width: 320, height: 180 })
  expect(pictureBox(900, 1600)).toEqual({ width: 180, height: 320 })
  expect(pictureBox(200, 100)).toEqual({ width: 200, height: 100 })
  expect(pictureBox(8000, 10)).toEqual({ width: 320, height: 48 })
})
