import { describe, expect, test, vi } from 'vitest'
import { createKeyChecks } from './keyChecks'
import { shownKey } from './shownKey'

function checks(answer: (key: string) => boolean | undefined) {
  const clock = { ms: 0 }
  const ask = vi.fn(async (key: string) => answer(key))
  const { isRefused } = createKeyChecks({ ask, now: () => clock.ms })
  return { isRefused, ask, clock }
}

describe('the check of a key', () => {
  test('ED-7 is asked once for many requests, and again after half a minute', async () => {
    const { isRefused, ask, clock } = checks(() => true)
    await Promise.all([isRefused('a'), isRefused('a')])
    clock.ms = 29_999
    expect(await isRefused('a')).toBe(false)
    expect(ask).toHaveBeenCalledOnce()
    clock.ms = 30_000
    await isRefused('a')
    expect(ask).toHaveBeenCalledTimes(2)
  })

  test('ED-7 refuses an unknown key for five seconds', async () => {
    let isKnown = false
    const { isRefused, clock } = checks(() => isKnown)
    expect(await isRefused('a')).toBe(true)
    isKnown = true
    clock.ms = 4999
    expect(await isRefused('a')).toBe(true)
    clock.ms = 5000
    expect(await isRefused('a')).toBe(false)
  })

  test('ED-7 refuses nothing while nobody can be asked, and asks again at once', async () => {
    const { isRefused, ask } = checks(() => undefined)
    expect(await isRefused('a')).toBe(false)
    expect(await isRefused('a')).toBe(false)
    expect(ask).toHaveBeenCalledTimes(2)
  })

  test('ED-7 remembers ten thousand keys and forgets the oldest', async () => {
    const { isRefused, ask } = checks(() => true)
    for (let number = 0; number <= 10_000; number += 1) await isRefused(`key-${number}`)
    await isRefused('key-10000')
    expect(ask).toHaveBeenCalledTimes(10_001)
    await isRefused('key-0')
    expect(ask).toHaveBeenCalledTimes(10_002)
  })
})

describe('the key that a request shows', () => {
  test('ED-7 is that of X-API-Key, or of a Bearer that begins as keys do', () => {
    expect(shownKey({ 'x-api-key': 'chosen' })).toEqual({ kind: 'key', text: 'chosen' })
    const authorization = 'Bearer parley_sk_A-b_1'
    expect(shownKey({ authorization })).toEqual({ kind: 'key', text: 'parley_sk_A-b_1' })
    expect(shownKey({ authorization: 'Bearer ey.token.of' })).toEqual({ kind: 'none' })
    expect(shownKey({ authorization: 'Basic parley_sk_a' })).toEqual({ kind: 'none' })
    expect(shownKey({})).toEqual({ kind: 'none' })
  })

  test('ED-7 is malformed where no key can look like it', () => {
    for (const text of ['parley_pk_', 'parley_pk_a b', "parley_sk_'or", 'a'.repeat(257), 'ä']) {
      expect(shownKey({ 'x-api-key': text })).toEqual({ kind: 'malformed' })
    }
    expect(shownKey({ authorization: 'Bearer parley_sk_a b' })).toEqual({ kind: 'malformed' })
  })
})
