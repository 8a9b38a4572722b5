import { describe, expect, test } from 'vitest'
import { nextPath } from './nextPath'

describe('UI-10 the way after signing in', () => {
  test.each(['/settings', '/chat/c_1?panel=online#end', '/'])('UI-10 leads to %s', (path) => {
    expect(nextPath(path)).toBe(path)
  })

  test.each([
    'https://evil.example/',
    '//evil.example/chat',
    '/\\evil.example',
    '/\t/evil.example',
    'javascript:alert(1)',
    'settings',
    '',
    undefined,
    null,
    ['/settings', '/chat'],
  ])('UI-10 leads to the chat instead of %s', (asked) => {
    expect(nextPath(asked)).toBe('/chat')
  })
})
