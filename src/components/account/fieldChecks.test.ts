import { describe, expect, test } from 'vitest'
import { wrongFields } from '@/components/form/wrongFields'
import { checkEmail, checkName, checkNewPassword } from './fieldChecks'

describe('UI-12 a new password', () => {
  test.each(['aaaaaaaaaa', 'kite lamp river', '👍👍👍👍👍👍👍👍👍👍', '1234567890'])(
    'UI-12 may be "%s"',
    (password) => {
      expect(checkNewPassword(password)).toBeUndefined()
    },
  )

  test.each(['', 'short-one', 'x'.repeat(201)])('UI-12 may not be "%s"', (password) => {
    expect(checkNewPassword(password)).toEqual(expect.any(String))
  })
})

describe('UI-11 before anything is sent a form', () => {
  const checks = { name: checkName, email: checkEmail }

  test('UI-11 names every wrong field, in their order', () => {
    const wrong = wrongFields({ name: ' ', email: 'ada' }, checks)
    expect(Object.entries(wrong)).toEqual([
      ['name', 'Enter your name.'],
      ['email', 'This is not an e-mail address.'],
    ])
  })

  test('UI-11 lets unusual addresses pass', () => {
    expect(wrongFields({ name: 'Ada', email: 'a+b@localhost' }, checks)).toEqual({})
  })
})
