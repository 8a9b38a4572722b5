import { describe, expect, test } from 'vitest'
import { passwordStrength } from './passwordStrength'

describe('UI-12 the strength of a new password', () => {
  test.each([
    ['', 'At least 10 characters.'],
    ['demo-demo', '1 more to go.'],
    ['👩🏽‍🚀', '6 more to go.'],
    ['aaaaaaaaaaaaaaaa', 'Easy to guess: the same characters again and again.'],
    ['kite-lamp-7', 'Good enough. A few words in a row are stronger.'],
    ['kite lamp river', 'Strong.'],
  ])('UI-12 of "%s" is told: %s', (password, words) => {
    expect(passwordStrength(password)).toBe(words)
  })
})
