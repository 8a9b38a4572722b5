import { pino } from 'pino'
import { describe, expect, test } from 'vitest'
import type { SessionEndsListener } from './sessionEnds'
import { createVisitEnds } from './visitEnds'

/** One process: what storage knows, what it closed, and what it hears of others. */
function tested(stored: string[] = []) {
  const closed: string[] = []
  const told: string[] = []
  let listener: SessionEndsListener | undefined
  const clock = { nowMs: 0 }
  const storage = { reach: async () => stored }
  const ends = createVisitEnds({
    endedSince: () => storage.reach(),
    ends: {
      tell: (ids) => void told.push(...ids),
      listen: (heard) => {
        listener = heard
      },
      close: () => undefined,
    },
    broadcaster: { closeVisit: (id) => void closed.push(id) },
    log: pino({ level: 'silent' }),
    now: () => clock.nowMs,
  })
  return { ...ends, closed, told, clock, storage, hear: () => listener }
}

describe('sessions of visitors that ended', () => {
  test('WV-30 are closed here, told to all processes, and remembered as long as a token lives', async () => {
    const { announce, has, closed, told, clock, close } = tested()
    announce(['s_one'], 'gone')
    expect([closed, told]).toEqual([['s_one'], ['s_one']])
    clock.nowMs = 3_600_000
    expect(await has('s_one')).toBe(true)
    clock.nowMs = 2 * 3_600_000
    announce(['s_two'], 'gone')
    expect(await has('s_one')).toBe(false)
    close()
  })

  test('WV-30 are heard of others, and looked up where they went unheard', async () => {
    const stored: string[] = []
    const { has, closed, told, hear, close } = tested(stored)
    hear()?.ended(['s_other'], 'gone')
    expect(await has('s_other')).toBe(true)
    stored.push('s_other', 's_unheard')
    hear()?.missed()
    await Promise.resolve()
    await Promise.resolve()
    expect(closed).toEqual(['s_other', 's_unheard'])
    expect(told).toEqual([])
    close()
  })

  test('WV-30 from before a start are known before the first token is let in', async () => {
    const { has, storage, close } = tested(['s_before'])
    const { reach } = storage
    storage.reach = () => Promise.reject(new Error('away'))
    await expect(has('s_before')).rejects.toThrow('away')
    storage.reach = reach
    expect(await has('s_before')).toBe(true)
    close()
  })
})
