import { describe, expect, test, vi } from 'vitest'
import type { Seen } from './backEndHealth'
import { type BackEnd, createBackEnds } from './backEnds'
import { taggedSid } from './backEndTags'

const [A, B] = ['http://10.0.0.1:3000', 'http://10.0.0.2:3000']
const BOTH = ['requests', 'sockets'] as const

/** Back ends that look as they are told to. */
function world(
  addresses = [A, B].map((url) => ({ url, takes: BOTH as readonly ('requests' | 'sockets')[] })),
) {
  const shown: Record<string, Seen> = {}
  const look = vi.fn(async ({ url }: BackEnd) => shown[url] ?? 'ready')
  const onChange = vi.fn()
  const backEnds = createBackEnds({ addresses, secret: 'secret', look, everyMs: 1000, onChange })
  const [a, b] = backEnds.all as [BackEnd, BackEnd]
  return { backEnds, a, b, shown, look, onChange }
}

describe('the back ends of an edge', () => {
  test('ED-4 what comes next goes to the one that has least to do', async () => {
    const { backEnds, a, b } = world()
    await backEnds.begin()
    a.open.requests = 1
    b.open.sockets = 1
    expect(backEnds.pick('requests')).toBe(b)
    expect(backEnds.pick('sockets')).toBe(a)
    expect(backEnds.pick('requests', b)).toBe(a)
    backEnds.close()
  })

  test('ED-4 those that are equal take turns by chance', async () => {
    const { backEnds } = world()
    await backEnds.begin()
    const picked = new Set(Array.from({ length: 200 }, () => backEnds.pick('requests')?.url))
    expect([...picked].sort()).toEqual([A, B])
    backEnds.close()
  })

  test('ED-4 sockets go only to those that take them', async () => {
    const { backEnds, b } = world([
      { url: A, takes: ['requests'] },
      { url: B, takes: ['sockets'] },
    ])
    await backEnds.begin()
    b.open.sockets = 50
    expect(backEnds.pick('sockets')?.url).toBe(B)
    expect(backEnds.pick('requests')?.url).toBe(A)
    expect(backEnds.pick('requests', backEnds.all[0])).toBeUndefined()
    backEnds.close()
  })

  test('ED-6 a sid leads to the back end that made it, and to nobody once that is down', async () => {
    const { backEnds, a, b } = world()
    await backEnds.begin()
    expect(backEnds.ofSid(taggedSid(a.tag, 'x-Y_1'))).toBe(a)
    expect(backEnds.ofSid(taggedSid(b.tag, 'x.y'))).toBe(b)
    expect(backEnds.ofSid('x-Y_1')).toBeUndefined()
    expect(backEnds.ofSid('')).toBeUndefined()
    backEnds.saw(a, 'refused')
    expect(backEnds.ofSid(taggedSid(a.tag, 'x-Y_1'))).toBeUndefined()
    backEnds.close()
  })

  test('ED-6 tags are the same in every edge, and tell no address', () => {
    expect(world().a.tag).toBe(world().a.tag)
    expect(world().a.tag).toMatch(/^[\w-]{8}$/)
    expect(world().a.tag).not.toBe(world().b.tag)
  })

  test('ED-5 one that is not ready is taken only where none is, one that is down never', async () => {
    const { backEnds, a, b, shown } = world()
    shown[A] = 'unready'
    await backEnds.begin()
    b.open.requests = 9
    expect(backEnds.pick('requests')).toBe(b)
    backEnds.saw(b, 'refused')
    expect(backEnds.pick('requests')).toBe(a)
    backEnds.saw(a, 'refused')
    expect(backEnds.pick('requests')).toBeUndefined()
    backEnds.close()
  })

  test('ED-5 a thousand reasons to look at once are one', async () => {
    const { backEnds, a, look } = world()
    await backEnds.begin()
    vi.setSystemTime(Date.now() + 1000)
    try {
      await Promise.all(Array.from({ length: 1000 }, () => backEnds.lookNow(a)))
      expect(look).toHaveBeenCalledTimes(3)
    } finally {
      vi.useRealTimers()
      backEnds.close()
    }
  })

  test('ED-5 is looked at again and again, and a change is told once', async () => {
    vi.useFakeTimers()
    try {
      const { backEnds, a, shown, look, onChange } = world()
      await backEnds.begin()
      expect(onChange).toHaveBeenCalledTimes(2)
      shown[A] = 'down'
      await vi.advanceTimersByTimeAsync(1000)
      expect(a.state).toBe('ready')
      await vi.advanceTimersByTimeAsync(1000)
      expect(a.state).toBe('down')
      await vi.advanceTimersByTimeAsync(5000)
      expect(onChange).toHaveBeenCalledTimes(3)
      expect(onChange).toHaveBeenLastCalledWith(a, 'ready')
      const looks = look.mock.calls.length
      backEnds.close()
      await vi.advanceTimersByTimeAsync(5000)
      expect(look).toHaveBeenCalledTimes(looks)
    } finally {
      vi.useRealTimers()
    }
  })
})
