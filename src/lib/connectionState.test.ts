import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  advance,
  type ConnectionFacts,
  type ConnectionInput,
  needsHttp,
  newConnection,
  nextChangeInMs,
  stateAt,
} from './connectionState'

const startMs = 1_000

/** The facts after inputs, each at its moment. */
function factsAfter(...inputs: [atMs: number, ConnectionInput][]): ConnectionFacts {
  return inputs.reduce(
    (facts, [atMs, input]) => advance(facts, input, startMs + atMs),
    newConnection(startMs),
  )
}

const stateOf = (facts: ConnectionFacts, atMs: number) => stateAt(facts, startMs + atMs)
const up = { type: 'up' } as const
const down = { type: 'down' } as const
const works = { type: 'http', works: true } as const
const restarting = { type: 'restarting' } as const
const fails = { type: 'http', works: false } as const

describe('a drop', () => {
  test('CL-1 is silent for 2 s, counted from the first of several drops', () => {
    const facts = factsAfter([0, up], [10_000, down], [11_500, down])
    expect(stateOf(facts, 11_999)).toBe('silent')
    expect(stateOf(facts, 12_000)).toBe('reconnecting')
  })

  test('CL-2 is reconnecting after 2 s and polling after 5 s when HTTP works', () => {
    const facts = factsAfter([0, up], [10_000, down], [12_100, works])
    expect(stateOf(facts, 12_100)).toBe('reconnecting')
    expect(stateOf(facts, 14_999)).toBe('reconnecting')
    expect(stateOf(facts, 15_000)).toBe('polling')
  })

  test('CL-2 stays reconnecting as long as HTTP has not answered', () => {
    const facts = factsAfter([0, up], [10_000, down], [12_100, fails])
    expect(stateOf(facts, 60_000)).toBe('reconnecting')
  })

  test('CL-5 ends with up, and the next one counts anew', () => {
    const facts = factsAfter([0, up], [10_000, down], [16_000, works], [17_000, up])
    expect(stateOf(facts, 17_000)).toBe('real-time')
    const again = advance(facts, down, startMs + 20_000)
    expect(stateOf(again, 21_000)).toBe('silent')
    expect(stateOf(again, 26_000)).toBe('reconnecting')
  })
})

describe('an announced drop', () => {
  test('CL-100 is restarting, silently first, instead of reconnecting or offline', () => {
    const facts = factsAfter([0, up], [9_900, restarting], [10_000, down])
    expect(stateOf(facts, 11_999)).toBe('silent')
    expect(stateOf(facts, 12_000)).toBe('restarting')
    const failed = [fails, fails].reduce((now, input) => advance(now, input, startMs), facts)
    expect(stateOf(failed, 39_999)).toBe('restarting')
    expect(stateOf(failed, 40_000)).toBe('offline')
    expect(stateOf(facts, 40_000)).toBe('reconnecting')
  })

  test('CL-100 is polling when HTTP works, and offline without a network', () => {
    const facts = factsAfter([0, up], [9_900, restarting], [10_000, down])
    expect(stateOf(advance(facts, works, startMs + 12_100), 15_000)).toBe('polling')
    const network = { type: 'network', online: false } as const
    expect(stateOf(advance(facts, network, startMs + 12_100), 13_000)).toBe('offline')
  })

  test('CL-100 says nothing of the next one', () => {
    const facts = factsAfter([0, up], [9_900, restarting], [10_000, down], [13_000, up])
    expect(stateOf(advance(facts, down, startMs + 20_000), 23_000)).toBe('reconnecting')
  })
})

describe('a first connection', () => {
  test('CL-3 is connecting for 10 s and then polling when HTTP works', () => {
    const facts = factsAfter([2_100, works])
    expect(stateOf(facts, 9_999)).toBe('connecting')
    expect(stateOf(facts, 10_000)).toBe('polling')
    expect(stateOf(factsAfter(), 60_000)).toBe('connecting')
  })

  test('CL-4 without a network is offline at once', () => {
    expect(stateAt(newConnection(startMs, false), startMs)).toBe('offline')
  })
})

describe('offline', () => {
  test('CL-4 begins when HTTP fails twice in a row, not once', () => {
    const once = factsAfter([0, up], [1_000, down], [3_000, fails], [4_000, works], [6_000, fails])
    expect(stateOf(once, 6_000)).toBe('polling')
    expect(stateOf(advance(once, fails, startMs + 9_000), 9_000)).toBe('offline')
  })

  test('CL-4 begins when the browser loses its network, after the silent time', () => {
    const facts = factsAfter([0, up], [1_000, { type: 'network', online: false }], [1_500, down])
    expect(stateOf(facts, 1_400)).toBe('silent')
    expect(stateOf(facts, 3_500)).toBe('offline')
  })

  test('CL-4 ends with one answer, whatever the browser says of its network', () => {
    const facts = factsAfter(
      [0, up],
      [0, down],
      [0, { type: 'network', online: false }],
      [8_000, works],
    )
    expect(stateOf(facts, 8_000)).toBe('polling')
  })

  test('CL-4 ends as reconnecting when the network returns: HTTP has to prove itself', () => {
    const facts = factsAfter([0, up], [0, down], [3_000, fails], [6_000, fails])
    expect(stateOf(facts, 7_000)).toBe('offline')
    const back = advance(facts, { type: 'network', online: true }, startMs + 8_000)
    expect(stateOf(back, 8_000)).toBe('reconnecting')
  })

  test('is not shown while the socket is up', () => {
    const facts = factsAfter([0, up], [1_000, { type: 'network', online: false }], [1_000, fails])
    expect(stateOf(facts, 60_000)).toBe('real-time')
  })
})

test('CL-6 ended is final', () => {
  const facts = factsAfter(
    [0, up],
    [1_000, { type: 'ended' }],
    [2_000, up],
    [3_000, down],
    [4_000, works],
  )
  expect(stateOf(facts, 60_000)).toBe('ended')
  expect(nextChangeInMs(facts, startMs + 4_000)).toBeUndefined()
})

test('HTTP is needed from 2 s of downtime on, and never while up', () => {
  const facts = factsAfter([0, up], [10_000, down])
  expect(needsHttp(facts, startMs + 9_000 + 2_999)).toBe(false)
  expect(needsHttp(facts, startMs + 12_000)).toBe(true)
  expect(needsHttp(factsAfter([0, up]), startMs + 60_000)).toBe(false)
})

test('between two announced moments nothing changes by time alone', () => {
  const input = fc.oneof<fc.Arbitrary<ConnectionInput>[]>(
    fc.constant(up),
    fc.constant(down),
    fc.constant(restarting),
    fc.boolean().map((value) => ({ type: 'http', works: value }) as const),
    fc.boolean().map((online) => ({ type: 'network', online }) as const),
  )
  const steps = fc.array(fc.tuple(input, fc.nat(6_000)), { maxLength: 12 })
  fc.assert(
    fc.property(steps, fc.nat(40_000), (inputs, waitMs) => {
      let nowMs = startMs
      let facts = newConnection(nowMs)
      for (const [given, afterMs] of inputs) {
        nowMs += afterMs
        facts = advance(facts, given, nowMs)
      }
      const nextMs = nextChangeInMs(facts, nowMs) ?? Number.POSITIVE_INFINITY
      if (waitMs >= nextMs) return
      expect(stateAt(facts, nowMs + waitMs)).toBe(stateAt(facts, nowMs))
      expect(needsHttp(facts, nowMs + waitMs)).toBe(needsHttp(facts, nowMs))
    }),
  )
})
