import { expect, test } from 'vitest'
import type { PresenceFacets } from '@/lib/adminProtocol'
import { noSearch } from '../state/visitorsStore'
import { type SegmentCounts, wholeCounts } from './wholeCounts'

/** Of those who are shown. */
const counts = { all: 10_003, waiting: 3, chat: 1, active: 8000, idle: 2003 }
const known = { online: 24_318, isFiltered: false, everybody: undefined, search: noSearch }
const everybody = { active: 20_000, idle: 4318 } as PresenceFacets

test('UA-38 segments are of everybody, as the server counted them', () => {
  expect(words(wholeCounts(counts, { ...known, everybody }))).toEqual({
    all: '24318',
    waiting: '3',
    chat: '1',
    active: '20000',
    idle: '4318',
  })
})

test('UA-38 where the server does not answer, at least those who are shown are active or idle', () => {
  expect(words(wholeCounts(counts, known))).toMatchObject({
    all: '24318',
    active: '8000+',
    idle: '2003+',
  })
})

test('UA-38 of what a search finds all are counted, and of their activity what is shown', () => {
  const found = { all: 1200, waiting: 0, chat: 0, active: 1000, idle: 200 }
  const searched = (more: number) =>
    words(
      wholeCounts(found, {
        ...known,
        isFiltered: true,
        everybody,
        search: { phase: 'known', users: [], more },
      }),
    )
  expect(searched(0)).toMatchObject({ all: '1200', active: '1000', idle: '200' })
  expect(searched(800)).toMatchObject({ all: '2000', active: '1000+', idle: '200+' })
  const asking = wholeCounts(found, {
    ...known,
    isFiltered: true,
    search: { ...noSearch, phase: 'asking' },
  })
  expect(words(asking)).toMatchObject({ all: '1200+', active: '1000+' })
})

function words(segments: SegmentCounts): Record<string, string> {
  const entries = Object.entries(segments)
  return Object.fromEntries(
    entries.map(([view, { count, isAtLeast }]) => [view, `${count}${isAtLeast ? '+' : ''}`]),
  )
}
