import { expect, test } from 'vitest'
import { chatKey, type KeyPress } from './chatKeys'

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  altKey: false,
  shiftKey: false,
  metaKey: false,
  ctrlKey: false,
  ...more,
})

test('UI-90 Alt with an arrow steps through conversations, with Shift through unread ones', () => {
  expect(chatKey(press('ArrowDown', { altKey: true }))).toEqual({
    does: 'step',
    direction: 1,
    unreadOnly: false,
  })
  expect(chatKey(press('ArrowUp', { altKey: true, shiftKey: true }))).toEqual({
    does: 'step',
    direction: -1,
    unreadOnly: true,
  })
  expect(chatKey(press('ArrowDown'))).toBeUndefined()
})

test('UI-91 F6 walks through the regions, with Shift back', () => {
  expect(chatKey(press('F6'))).toEqual({ does: 'region', direction: 1 })
  expect(chatKey(press('F6', { shiftKey: true }))).toEqual({ does: 'region', direction: -1 })
})

test('UI-92 Ctrl+K and Cmd+K open the jump menu', () => {
  expect(chatKey(press('k', { ctrlKey: true }))).toEqual({ does: 'jump' })
  expect(chatKey(press('K', { metaKey: true }))).toEqual({ does: 'jump' })
  expect(chatKey(press('k'))).toEqual({ does: 'type' })
})

test('UI-52 a letter is for the composer, a command or a named key is not', () => {
  expect(chatKey(press('ä'))).toEqual({ does: 'type' })
  for (const other of [press('c', { ctrlKey: true }), press('Tab'), press(' '), press('F5')]) {
    expect(chatKey(other)).toBeUndefined()
  }
})
