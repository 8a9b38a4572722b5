import { expect, test } from 'vitest'
import { pillText } from './NewMessagesPill'

test('UI-77 the pill counts what has come, up to 99', () => {
  expect([0, 1, 2, 99, 100].map(pillText)).toEqual([
    'Jump to latest',
    '1 new message',
    '2 new messages',
    '99 new messages',
    '99+ new messages',
  ])
})
