import { expect, test } from 'vitest'
import type { OnlineUser } from '@/lib/protocol'
import { differences } from './differences'

const ada = visitor('ada')
const ben = visitor('ben')
const chloe = visitor('chloe')
const guest = visitor('guest')

test('UA-10 arrivals, departures and changed rows are counted wherever they stand', () => {
  const elsewhere = { ...ben, url: 'https://acme.com/pricing' }
  expect(differences([ada, ben, chloe], [elsewhere, chloe, guest])).toEqual({
    arrived: ['guest'],
    gone: [ada],
    count: 3,
  })
})

test('UA-10 a list that is read anew, longer and in another order, differs by what is new in it', () => {
  const elsewhere = { ...ben, url: 'https://acme.com/pricing' }
  expect(differences([ada, ben, chloe], [guest, chloe, elsewhere, ada])).toEqual({
    arrived: ['guest'],
    gone: [],
    count: 2,
  })
  expect(differences([ada, ben], [ada, ben]).count).toBe(0)
})

function visitor(userId: string): OnlineUser {
  return { userId } as OnlineUser
}
