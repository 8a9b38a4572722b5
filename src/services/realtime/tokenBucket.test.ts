import { describe, expect, test } from 'vitest'
import { tokenBucket } from './tokenBucket'

describe('token bucket', () => {
  test('RT-1 lets the burst through at once and then says how long to wait', () => {
    const bucket = tokenBucket(10, 3, () => 0)
    expect([bucket.take(), bucket.take(), bucket.take()]).toEqual([0, 0, 0])
    expect(bucket.take()).toBeCloseTo(0.1)
  })

  test('RT-1 refills with time and never above the burst', () => {
    let nowMs = 0
    const bucket = tokenBucket(10, 2, () => nowMs)
    bucket.take()
    bucket.take()
    nowMs = 100
    expect(bucket.take()).toBe(0)
    expect(bucket.take()).toBeGreaterThan(0)
    nowMs = 60_000
    expect([bucket.take(), bucket.take()]).toEqual([0, 0])
    expect(bucket.take()).toBeGreaterThan(0)
  })
})
