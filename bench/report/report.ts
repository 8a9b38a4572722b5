import type { TargetName } from '../targets/target'

/** What one target showed in one round: figures by their row in the table. */
export interface Sample {
  target: TargetName
  round: number
  figures: Readonly<Record<string, number>>
}

/** A goal: Parley's figure divided by a partner's, or by itself where there is no partner. */
export interface Goal {
  id: string
  figure: string
  /** `absolute`: the figure itself, not a ratio. */
  against: TargetName | 'absolute'
  better: 'higher' | 'lower'
  must: number
  aim?: number
}

export interface BenchReport {
  bench: string
  /** Sentences about how it was measured. */
  notes: readonly string[]
  samples: readonly Sample[]
  goals: readonly Goal[]
}
