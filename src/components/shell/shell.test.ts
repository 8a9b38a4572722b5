import { describe, expect, test } from 'vitest'
import { shortcutGroups } from './shortcuts'
import { counted, titleWithCount } from './unreadWords'

describe('UI-13 unread messages', () => {
  test('UI-13 stand before the title and in the name of the link', () => {
    expect(titleWithCount('Ben – Chat', 3)).toBe('(3) Ben – Chat')
    expect(counted('Chat', 3)).toBe('Chat, 3 unread')
  })

  test('UI-13 are not mentioned when there are none', () => {
    expect(titleWithCount('Ben – Chat', 0)).toBe('Ben – Chat')
    expect(counted('Chat', 0)).toBe('Chat')
  })
})

describe('UI-18 the shortcut sheet', () => {
  const keysFor = (does: string, enterAddsLine: boolean) =>
    shortcutGroups('chat', enterAddsLine)
      .flatMap(({ shortcuts }) => shortcuts)
      .filter((shortcut) => shortcut.does === does)
      .map(({ keys }) => keys.map((combination) => combination.join('+')).join(' '))

  test('UI-18 says that Enter sends', () => {
    expect(keysFor('Send', false)).toEqual(['enter mod+enter'])
    expect(keysFor('New line', false)).toEqual(['shift+enter'])
  })

  test('UI-18 says that Enter adds a line where it does', () => {
    expect(keysFor('Send', true)).toEqual(['mod+enter'])
    expect(keysFor('New line', true)).toEqual(['enter'])
  })

  test('UI-18 says what works on the page it was opened on', () => {
    const names = shortcutGroups('visitors', false).map(({ name }) => name)
    expect(names).toEqual(['Everywhere', 'Online Users'])
  })
})
