import type { BenchReport, Goal, Sample } from './report'
import { type Spread, spread } from './statistics'

export type Verdict = 'aim met' | 'met' | 'missed'

export interface Ratio {
  goal: Goal
  value: Spread
  verdict: Verdict
}

/** Parley against each partner, divided within a round, then summed up over the rounds. */
export function ratiosOf({ samples, goals }: BenchReport): Ratio[] {
  return goals.flatMap((goal) => {
    const values = samples
      .filter(({ target }) => target === 'parley')
      .map((own) => ratioIn(own, goal, samples))
      .filter((value) => Number.isFinite(value))
    if (values.length === 0) return []
    const value = spread(values)
    return [{ goal, value, verdict: verdictOn(goal, value.median) }]
  })
}

function ratioIn(own: Sample, goal: Goal, samples: readonly Sample[]): number {
  const figure = own.figures[goal.figure] ?? Number.NaN
  if (goal.against === 'absolute') return figure
  const other = samples.find(({ target, round }) => target === goal.against && round === own.round)
  return figure / (other?.figures[goal.figure] ?? Number.NaN)
}

function verdictOn({ better, must, aim }: Goal, value: number): Verdict {
  const reaches = (bound: number) => (better === 'higher' ? value >= bound : value <= bound)
  if (aim !== undefined && reaches(aim)) return 'aim met'
  return reaches(must) ? 'met' : 'missed'
}
