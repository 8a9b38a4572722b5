import { parseOptions } from '@node-rs/argon2'
import { describe, expect, test } from 'vitest'
import { argon2Passwords, NOBODYS_HASH } from './passwords'
import { turns } from './turns'

describe('passwords', () => {
  const passwords = argon2Passwords()

  test('AC-7 are hashed by argon2id, each with its own salt', async () => {
    const [one, other] = await Promise.all([passwords.hash('same'), passwords.hash('same')])
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(other).not.toBe(one)
  })

  test('AC-7 match their own hash and no other', async () => {
    const stored = await passwords.hash('correct horse')
    expect(await passwords.matches(stored, 'correct horse')).toBe(true)
    expect(await passwords.matches(stored, 'correct horsf')).toBe(false)
  })

  test('AC-7 are the same whichever way a system writes an accent', async () => {
    const stored = await passwords.hash('caf\u00e9 caf\u00e9')
    expect(await passwords.matches(stored, 'cafe\u0301 cafe\u0301')).toBe(true)
  })

  test('AC-9 the hash of nobody costs what others cost and matches nothing', async () => {
    const { saltLen, ...nobodys } = parseOptions(NOBODYS_HASH)
    expect(parseOptions(await passwords.hash('anything'))).toMatchObject(nobodys)
    expect(saltLen).toBe(16)
    expect(await passwords.matches(undefined, 'anything')).toBe(false)
  })
})

describe('turns', () => {
  test('AC-11 two work at once, the next wait in order, and one too many is refused', async () => {
    const inTurn = turns(2, 2)
    const begun: string[] = []
    const finish = new Map<string, () => void>()
    const work = (name: string) =>
      inTurn(() => {
        begun.push(name)
        return new Promise<void>((resolve) => finish.set(name, resolve))
      })
    const all = [work('a'), work('b'), work('c'), work('d')]
    await expect.poll(() => begun).toEqual(['a', 'b'])
    await expect(work('e')).rejects.toMatchObject({ code: 'UNAVAILABLE' })

    finish.get('b')?.()
    await all[1]
    await expect.poll(() => begun).toEqual(['a', 'b', 'c'])
    finish.get('a')?.()
    await expect.poll(() => begun).toEqual(['a', 'b', 'c', 'd'])
    finish.get('c')?.()
    finish.get('d')?.()
    await Promise.all(all)
  })

  test('AC-11 work that fails gives its turn away', async () => {
    const inTurn = turns(1, 0)
    await expect(inTurn(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await inTurn(async () => 'yes')).toBe('yes')
  })
})
