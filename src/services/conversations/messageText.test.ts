import { describe, expect, test } from 'vitest'
import { messageText } from './messageText'

describe('messageText', () => {
  test('PM-5 the text is trimmed and otherwise left alone', () => {
    expect(messageText('  hello\n  world\t\n')).toBe('hello\n  world')
  })

  test.each([
    ['', 'Write a message first.'],
    [' \n\t ', 'Write a message first.'],
    ['x'.repeat(4001), 'A message has at most 4000 characters.'],
    ['a\0b', 'A message cannot contain the character U+0000.'],
  ])('PM-5 %j is refused with a sentence', (text, sentence) => {
    const refused = { code: 'INVALID_REQUEST', sentence, details: ['text'] }
    expect(() => messageText(text)).toThrow(expect.objectContaining(refused))
  })

  test('PM-5 exactly 4000 characters after trimming are a message', () => {
    expect(messageText(` ${'x'.repeat(4000)} `)).toHaveLength(4000)
  })

  test('PM-6 half a surrogate pair becomes the replacement character', () => {
    expect(messageText('a\ud800b 👋')).toBe('a\ufffdb 👋')
  })
})
