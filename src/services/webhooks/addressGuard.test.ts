import { describe, expect, test } from 'vitest'
import { isPrivateAddress, publicLookup } from './addressGuard'

describe('addresses that webhooks may reach', () => {
  test.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    '[::1]',
    '::ffff:127.0.0.1',
    '::ffff:a00:1',
    '64:ff9b::7f00:1',
    'fc00::1',
    'fd12:3456::1',
    'fe80::1',
    'ff02::1',
    '2002:7f00:1::',
    'not an address',
  ])('WH-7 %s is private', (address) => {
    expect(isPrivateAddress(address)).toBe(true)
  })

  test.each(['1.1.1.1', '172.32.0.1', '93.184.216.34', '2606:4700:4700::1111', '::ffff:1.1.1.1'])(
    'WH-7 %s is public',
    (address) => {
      expect(isPrivateAddress(address)).toBe(false)
    },
  )

  test('WH-7 a name that points to a private address is refused when it is resolved', async () => {
    const error = await new Promise<Error | null>((resolve) => {
      publicLookup('localhost', {}, (came) => resolve(came))
    })
    expect(error?.message).toMatch(/localhost \(.+\) is a private address/)
  })
})
