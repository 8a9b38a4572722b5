import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { shopPage, shopPages } from './shopPages'
import { type Random, visitPlan } from './visitPlan'

describe('the plan of a simulated visit', () => {
  test('DM-1 walks along the links of the shop', () => {
    fc.assert(
      fc.property(fc.infiniteStream(below1), (numbers) => {
        const pages = visitPlan(from(numbers)).flatMap((step) =>
          step.kind === 'open' ? [step.page] : [],
        )
        expect(pages.length).toBeGreaterThan(0)
        for (const [at, page] of pages.slice(1).entries()) {
          expect(pages[at]?.leadsTo).toContain(page.path)
        }
      }),
    )
  })

  test('DM-1 begins on a page and stays a while at every step', () => {
    fc.assert(
      fc.property(fc.infiniteStream(below1), (numbers) => {
        const steps = visitPlan(from(numbers))
        expect(steps[0]?.kind).toBe('open')
        for (const { stayMs } of steps) expect(stayMs).toBeGreaterThanOrEqual(3000)
      }),
    )
  })
})

test('DM-1 every link of the demo shop leads to one of its pages', () => {
  for (const page of shopPages) {
    for (const path of page.leadsTo) expect(shopPage(path), `${page.path} → ${path}`).toBeDefined()
  }
})

const below1 = fc.double({ min: 0, max: 0.999_999, noNaN: true })

function from(numbers: fc.Stream<number>): Random {
  return () => numbers.next().value as number
}
