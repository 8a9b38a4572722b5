import { describe, expect, test } from 'vitest'
import { lastStay } from './pageStay'

const START_MS = Date.UTC(2026, 0, 15, 9)
const at = (minute: number) => START_MS + minute * 60_000
const iso = (minute: number) => new Date(at(minute)).toISOString()
const page = (url: string, entered: number, left?: number) => ({
  url,
  enteredAtMs: at(entered),
  ...(left !== undefined && { leftAtMs: at(left) }),
})
const here = (...urls: string[]) => ({ urlsNow: new Set(urls), lastSeenMs: at(100) })

describe('the last stay', () => {
  test('PR-74 goes back to a pause of half an hour', () => {
    const pages = [page('/c', 80), page('/b', 42, 50), page('/a', 0, 11)]
    expect(lastStay(pages, here('/c'))).toEqual([
      { url: '/c', enteredAt: iso(80) },
      { url: '/b', enteredAt: iso(42), leftAt: iso(50) },
    ])
    expect(lastStay(pages.slice(1), here()).map(({ url }) => url)).toEqual(['/b'])
    expect(lastStay([], here())).toEqual([])
  })

  test('PR-74 is one however long somebody is on a page', () => {
    const pages = [page('/b', 300), page('/a', 0, 300)]
    expect(lastStay(pages, here('/b'))).toHaveLength(2)
  })

  test('PR-74 has an end for pages that a dead process left open', () => {
    const pages = [page('/b', 5), page('/a', 0)]
    expect(lastStay(pages, here()).map(({ leftAt }) => leftAt)).toEqual([iso(100), iso(5)])
    const unknown = { urlsNow: new Set<string>(), lastSeenMs: undefined }
    expect(lastStay(pages, unknown)[0]?.leftAt).toBe(iso(5))
  })

  test('PR-74 shows two tabs that are open at once', () => {
    const pages = [page('/b', 40), page('/a', 0)]
    expect(lastStay(pages, here('/a', '/b')).map(({ leftAt }) => leftAt)).toEqual([
      undefined,
      undefined,
    ])
  })
})
