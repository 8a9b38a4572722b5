import { existsSync, readFileSync } from 'node:fs'

/** What a runner found, whichever it was. */
export interface RunReport {
  passed: number
  failed: number
  skipped: number
  failures: Failure[]
}

export interface Failure {
  file: string
  /** Empty when the whole file failed, before or after its tests. */
  title: string
  reason: string
}

const NOTHING_RUN: RunReport = { passed: 0, failed: 0, skipped: 0, failures: [] }

/** A report that its runner did not write is of nothing run. */
export function readReport<T>(path: string, understand: (report: T) => RunReport): RunReport {
  return existsSync(path) ? understand(JSON.parse(readFileSync(path, 'utf8'))) : NOTHING_RUN
}
