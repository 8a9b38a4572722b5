import { expect, test } from 'vitest'
import { emojiSize } from './emojiSize'

test('UI-66 one to three emoji are huge, four to eight large, more are text', () => {
  expect(emojiSize('👍')).toBe('huge')
  expect(emojiSize('👍🏽 👨‍👩‍👧 🇳🇴')).toBe('huge')
  expect(emojiSize('🎉🎉🎉🎉')).toBe('large')
  expect(emojiSize('🎉'.repeat(9))).toBeUndefined()
})

test('UI-66 digits, signs, words and blanks are not emoji', () => {
  for (const text of ['1', '12', '#', '* *', '   ', '', '👍 ok', '©']) {
    expect(emojiSize(text)).toBeUndefined()
  }
})
