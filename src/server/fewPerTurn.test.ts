import { expect, test } from 'vitest'
import { fewPerTurn } from './fewPerTurn'

test('RT-54 what comes at once is taken a few at a time, in order, and the loop turns between', async () => {
  const inTurn = fewPerTurn(3)
  const done: number[] = []
  for (let number = 1; number <= 7; number += 1) inTurn(() => done.push(number))
  expect(done).toEqual([1, 2, 3])
  await turn()
  expect(done).toEqual([1, 2, 3, 4, 5, 6])
  await turn()
  expect(done).toEqual([1, 2, 3, 4, 5, 6, 7])
})

test('RT-54 who comes while others wait is taken after them', async () => {
  const inTurn = fewPerTurn(2)
  const done: string[] = []
  for (const name of ['first', 'second', 'third']) inTurn(() => done.push(name))
  await turn()
  inTurn(() => done.push('fourth'))
  inTurn(() => done.push('fifth'))
  await turn()
  expect(done).toEqual(['first', 'second', 'third', 'fourth', 'fifth'])
})

test('RT-54 after a quiet turn as many are taken at once again', async () => {
  const inTurn = fewPerTurn(2)
  const done: number[] = []
  inTurn(() => done.push(1))
  await turn()
  await turn()
  for (const number of [2, 3, 4]) inTurn(() => done.push(number))
  expect(done).toEqual([1, 2, 3])
})

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
