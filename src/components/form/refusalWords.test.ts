import { describe, expect, test } from 'vitest'
import { refusalWords } from './refusalWords'

describe('UI-11 a refused form', () => {
  test('UI-11 does not say which of e-mail and password was wrong', () => {
    const error = { code: 'INVALID_CREDENTIALS', message: 'E-mail or password is wrong.' }
    expect(refusalWords(error)).toEqual({ fields: {}, form: 'E-mail or password is wrong.' })
  })

  test.each([
    [12, 'Too many attempts. Try again in 12 s.'],
    [60, 'Too many attempts. Try again in 1 minute.'],
    [61, 'Too many attempts. Try again in 2 minutes.'],
    [undefined, 'Too many attempts. Try again in 1 minute.'],
  ])('UI-11 says how long to wait: %s s', (retryAfterSeconds, form) => {
    const error = { code: 'RATE_LIMIT_EXCEEDED', message: 'Too many requests', retryAfterSeconds }
    expect(refusalWords(error)).toEqual({ fields: {}, form })
  })

  test('UI-11 puts the words under the field that the server names', () => {
    const error = { code: 'INVALID_REQUEST', message: 'Not valid', details: ['email'] }
    const fields = { name: 'Bad name.', email: 'Bad e-mail.' }
    expect(refusalWords(error, { fields })).toEqual({ fields: { email: 'Bad e-mail.' } })
  })

  test('UI-11 speaks for the form when the server names a field that it has not', () => {
    const error = { code: 'INVALID_REQUEST', message: 'This link is too old.', details: ['token'] }
    expect(refusalWords(error, { fields: { password: 'Bad.' } }).form).toBe('This link is too old.')
  })

  test('UI-11 uses its own words for a code that it knows', () => {
    const known = { codes: { CONFLICT: { fields: { email: 'Taken.' } } } }
    expect(refusalWords({ code: 'CONFLICT', message: 'x' }, known)).toEqual({
      fields: { email: 'Taken.' },
    })
  })

  test('UI-11 tells an unreachable server from a refusal', () => {
    expect(refusalWords({ code: 'UNAVAILABLE' }).form).toMatch(/^The server cannot be reached\./)
    expect(refusalWords(undefined).form).toBe('Something went wrong. Try again.')
  })
})
