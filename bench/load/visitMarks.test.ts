import { describe, expect, it } from 'vitest'
import { VisitMarks } from './visitMarks'

describe('visit marks', () => {
  it('answers how long a change took to be heard of, once', () => {
    const marks = new VisitMarks()
    const { mark, url } = marks.nextPage()
    marks.made(mark)
    expect(marks.waiting).toBe(1)
    marks.heard(packetOf(url))
    marks.heard(packetOf(url))
    expect(marks.waiting).toBe(0)
    expect(marks.take()).toEqual([expect.any(Number)])
    expect(marks.take()).toEqual([])
  })

  it('finds every change of a packet, and keeps those it does not hold', () => {
    const marks = new VisitMarks()
    const pages = [marks.nextPage(), marks.nextPage(), marks.nextPage()]
    for (const { mark } of pages) marks.made(mark)
    marks.heard(packetOf(...pages.slice(1).map(({ url }) => url)))
    expect(marks.take()).toHaveLength(2)
    expect(marks.waiting).toBe(1)
  })

  it('takes no time for what was heard of before its maker knew', () => {
    const marks = new VisitMarks()
    const { mark, url } = marks.nextPage()
    marks.heard(packetOf(url))
    marks.made(mark)
    expect(marks.take()).toEqual([0])
    expect(marks.waiting).toBe(0)
  })
})

function packetOf(...urls: string[]): string {
  const changes = urls.map((url) => ({ type: 'online', change: 'update', user: { url } }))
  return `42["presence_batch",${JSON.stringify({ changes })}]`
}
