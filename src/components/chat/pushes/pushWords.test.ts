import { describe, expect, test } from 'vitest'
import { pushWords } from './pushWords'

describe('the words of a push', () => {
  test.each([
    ['Hello', { title: 'Hello' }],
    [42, { title: '42' }],
    [
      { title: 'Hello', body: 'You have a new message' },
      { title: 'Hello', body: 'You have a new message' },
    ],
    [{ message: 'Look' }, { title: 'Look' }],
    [{ title: ' ', body: 'Only a body' }, { title: 'Only a body' }],
    [
      { title: '<b>Hello</b>', body: 7 },
      { title: '<b>Hello</b>', body: '7' },
    ],
  ])('GW-42 %j', (message, words) => {
    expect(pushWords(message)).toEqual(words)
  })

  test.each([[null], [{}], ['   '], [{ order: 7 }], [[1, 2]], [{ title: { html: 'x' } }]])(
    'GW-42 %j has none',
    (message) => {
      expect(pushWords(message)).toBeUndefined()
    },
  )

  test('GW-42 are cut where they are long', () => {
    const words = pushWords({ title: 't'.repeat(400), body: 'b'.repeat(4000) })
    expect(words?.title).toBe(`${'t'.repeat(119)}…`)
    expect(words?.body).toHaveLength(500)
  })
})
