import { describe, expect, test } from 'vitest'
import { addressPath, readAddress } from './adminAddress'

describe('the address of the admins’ page', () => {
  test('UA-11 says filters, order and whose drawer is open', () => {
    const path =
      '/admin?site=acme.example&page=%2Fpricing&view=idle&q=chloe&sort=onsite.desc&user=v_1&tab=journey'
    const address = readAddress(new URL(path, 'http://localhost').searchParams)
    expect(address).toEqual({
      filter: { view: 'idle', query: 'chloe', site: 'acme.example', page: '/pricing' },
      sort: { column: 'onsite', direction: 'desc' },
      userId: 'v_1',
      tab: 'journey',
    })
    expect(addressPath(address)).toBe(path)
  })

  test('UA-11 takes nonsense as if it were not there', () => {
    const address = readAddress(new URLSearchParams('view=none&sort=__proto__.up&tab=x'))
    expect(address).toEqual({
      filter: { view: 'all', query: '' },
      sort: undefined,
      userId: undefined,
      tab: undefined,
    })
    expect(addressPath(address)).toBe('/admin')
  })
})
