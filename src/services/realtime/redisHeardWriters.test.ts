import { expect, test } from 'vitest'
import { HeardWriters } from './redisHeardWriters'

const LEASE_MS = 15_000

test('RT-42 what is news is told from where the process was heard last, and what is lost is counted', () => {
  const writers = new HeardWriters('own')
  expect(writers.hear(entry('ada', 5, 2), 0)).toEqual({ from: 5, to: 7, lost: 0 })
  expect(writers.hear(entry('ada', 5, 3), 0)).toEqual({ from: 7, to: 8, lost: 0 })
  expect(writers.hear(entry('ada', 10, 1), 0)).toEqual({ from: 10, to: 11, lost: 2 })
  expect(writers.hear(entry('ada', 10, 1), 0)).toMatchObject({ from: 11, to: 11 })
})

test('RT-55 who was not heard for a lease is silent until it is settled, or heard again', () => {
  const writers = new HeardWriters('own')
  writers.hear(entry('ada', 1, 1), 0)
  writers.hear(entry('ben', 1, 0), 10_000)
  const silent = (nowMs: number) => writers.silent(nowMs, LEASE_MS).map(({ id }) => id)
  expect(silent(15_000)).toEqual([])
  expect(silent(15_001)).toEqual(['ada'])
  writers.settled('ada')
  expect(silent(15_001)).toEqual([])
  writers.hear(entry('ada', 2, 1), 20_000)
  expect(silent(26_000)).toEqual(['ben'])
  expect(silent(35_001)).toEqual(['ben', 'ada'])
})

test('RT-55 who said that it ends, or could not be heard, is not silent', () => {
  const writers = new HeardWriters('own')
  writers.hear(entry('ada', 1, 1), 0)
  writers.hear(entry('ben', 1, 1), 0)
  writers.ended('ada')
  writers.forgive(14_000)
  expect(writers.silent(29_000, LEASE_MS)).toEqual([])
  expect(writers.silent(29_001, LEASE_MS).map(({ id }) => id)).toEqual(['ben'])
})

test('RT-55 what it said in the last 40 s is known, of that the last 2000, and from when on it is all', () => {
  const writers = new HeardWriters('own')
  writers.hear(entry('ada', 1, 1), 1000)
  writers.hear(entry('ada', 2, 2), 10_000)
  writers.hear(entry('ada', 4, 1), 41_001)
  const [silent] = writers.silent(60_000, LEASE_MS)
  expect(silent).toEqual({
    id: 'ada',
    heardAtMs: 41_001,
    knownFromMs: 1000,
    said: ['["message",2]', '["message",3]', '["message",4]'],
  })
  for (let nth = 0; nth < 30; nth += 1) writers.hear(entry('ada', 5 + nth * 100, 100), 42_000 + nth)
  const [busy] = writers.silent(60_000, LEASE_MS)
  expect(busy).toMatchObject({ heardAtMs: 42_029, knownFromMs: 42_009 })
  expect(busy?.said).toHaveLength(2000)
})

test('RT-55 what other processes said is known too, and the own process is never silent', () => {
  const writers = new HeardWriters('own')
  writers.hear(entry('ada', 1, 1), 0)
  writers.hear(entry('ben', 2, 1), 1000)
  writers.hear(entry('own', 3, 1), 1000)
  const silent = writers.silent(15_001, LEASE_MS)
  expect(silent.map(({ id }) => id)).toEqual(['ada'])
  expect(silent[0]?.said).toEqual(['["message",1]', '["message",2]', '["message",3]'])
})

test('RT-55 only what was said counts, not what was done to rooms', () => {
  const writers = new HeardWriters('own')
  const messages = ['["leave",["a"],[]]', '["b"]', '["say",["a"],[]]', '["message",1]']
  writers.hear({ from: 'ada', first: 1, messages }, 0)
  expect(writers.silent(LEASE_MS + 1, LEASE_MS)[0]?.said).toEqual(['["message",1]'])
})

function entry(from: string, first: number, count: number) {
  const numbers = Array.from({ length: count }, (_, index) => first + index)
  const messages = numbers.flatMap((number) => ['["say",["a"],[]]', `["message",${number}]`])
  return { from, first, messages }
}
