import { expect, test } from 'vitest'
import { adminKey, type KeyPress } from './adminKeys'

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  altKey: false,
  shiftKey: false,
  metaKey: false,
  ctrlKey: false,
  repeat: false,
  ...more,
})

test('UA-15 P pauses, unless it is written somewhere, held or part of something else', () => {
  expect(adminKey(press('p'), false)).toEqual({ does: 'pause' })
  expect(adminKey(press('P', { shiftKey: true }), false)).toEqual({ does: 'pause' })
  expect(adminKey(press('p'), true)).toBeUndefined()
  expect(adminKey(press('p', { repeat: true }), false)).toBeUndefined()
  expect(adminKey(press('p', { ctrlKey: true }), false)).toBeUndefined()
})

test('UA-15 F6 walks through the regions from anywhere, with Shift back', () => {
  expect(adminKey(press('F6'), true)).toEqual({ does: 'region', direction: 1 })
  expect(adminKey(press('F6', { shiftKey: true }), false)).toEqual({
    does: 'region',
    direction: -1,
  })
})
