import pino from 'pino'
import { describe, expect, test } from 'vitest'
import { changedData, type LocalConnection, socketConnection } from './localConnection'
import { PageTrail } from './pageTrail'
import type { PageStep } from './presenceRecordStore'
import { TestClock } from './testClock'
import { socketOf } from './testPresence'

function trailed() {
  const clock = new TestClock()
  const batches: PageStep[][] = []
  const trimmed: string[] = []
  const store = {
    isAway: false,
    recordSteps: async (steps: readonly PageStep[]) => {
      if (store.isAway) throw new Error('The database is away')
      batches.push([...steps])
    },
    trim: async (people: readonly { userId: string }[], keep: number) => {
      trimmed.push(...people.map(({ userId }) => `${userId} ${keep}`))
    },
  }
  const log = pino({ level: 'silent' })
  const trail = new PageTrail({ store, timers: clock.timers, now: clock.now, log })
  const come = (who: string, name?: string) => {
    const connection = socketConnection(socketOf(who, name), clock.now())
    trail.follow(connection)
    return connection
  }
  const go = (connection: LocalConnection, page: string, title?: string) => {
    const activity = { url: `https://acme.example${page}`, ...(title && { title }) }
    connection.data = changedData(connection.data, activity, clock.now()) ?? connection.data
    trail.follow(connection)
  }
  const steps = () => batches.flat().map(({ userId, url }) => `${userId} ${url?.slice(20) ?? '-'}`)
  return { clock, batches, trimmed, store, trail, come, go, steps }
}

describe('a trail', () => {
  test('PR-63 has the pages of a connection in order, from the first to its end', async () => {
    const { clock, trail, come, go, steps, batches } = trailed()
    const tab = come('ada')
    await clock.advance(400)
    go(tab, '/pricing', 'Pricing')
    await clock.advance(400)
    trail.leave(tab)
    expect(batches).toEqual([])
    await clock.advance(1000)
    expect(steps()).toEqual(['ada /start', 'ada /pricing', 'ada -'])
    const times = batches.flat().map(({ atMs }) => atMs)
    expect(times.map((atMs) => atMs - (times[0] ?? 0))).toEqual([0, 400, 800])
  })

  test('PR-65 has nothing of reports that say the same', async () => {
    const { clock, come, go, steps } = trailed()
    const tab = come('ada')
    for (let beat = 0; beat < 10; beat += 1) {
      go(tab, '/start')
      await clock.advance(30_000)
    }
    expect(steps()).toEqual(['ada /start'])
  })

  test('PR-63 of a connection without a page begins with its first page', async () => {
    const { clock, trail, come, go, steps } = trailed()
    const silent = socketOf('ben')
    silent.origin.url = ''
    const connection = socketConnection(silent, clock.now())
    trail.follow(connection)
    trail.leave(connection)
    go(come('ada'), '/next')
    await clock.advance(1000)
    expect(steps()).toEqual(['ada /start', 'ada /next'])
  })

  test('PR-66 follows a flood of pages at its next report', async () => {
    const { clock, come, go, steps } = trailed()
    const tab = come('ada')
    for (let page = 0; page < 500; page += 1) go(tab, `/${page}`)
    await clock.advance(1000)
    expect(steps()).toHaveLength(20)
    await clock.advance(60_000)
    go(tab, '/499')
    await clock.advance(1000)
    expect(steps()).toHaveLength(21)
    expect(steps().at(-1)).toBe('ada /499')
  })

  test('PR-66 does not grow while the database takes nothing', async () => {
    const { clock, store, trail, come, batches } = trailed()
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    store.recordSteps = async (steps) => {
      await held
      batches.push([...steps])
    }
    for (let person = 0; person < 50_000; person += 1) come(`v_${person}`)
    await clock.advance(1000)
    release()
    await trail.flush()
    expect(batches.flat()).toHaveLength(20_000)
  })

  test('PR-66 is trimmed for those who went on since the last time', async () => {
    const { clock, trail, come, trimmed } = trailed()
    come('ada')
    come('ben')
    come('ada', '2')
    await clock.advance(1000)
    await trail.trim()
    await trail.trim()
    expect(trimmed).toEqual(['ada 200', 'ben 200'])
  })

  test('PR-67 has a gap where the database was away, and goes on', async () => {
    const { clock, store, come, go, steps } = trailed()
    const tab = come('ada')
    store.isAway = true
    await clock.advance(1000)
    store.isAway = false
    go(tab, '/next')
    await clock.advance(1000)
    expect(steps()).toEqual(['ada /next'])
  })

  test('PR-63 is written by person, so that processes do not wait for each other in a circle', async () => {
    const { clock, come, go, steps } = trailed()
    const [ben, ada] = [come('ben'), come('ada')]
    go(ben, '/1')
    go(ada, '/1')
    await clock.advance(1000)
    expect(steps()).toEqual(['ada /start', 'ada /1', 'ben /start', 'ben /1'])
  })
})
