import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import type { BenchOptions } from '../options'
import { ratiosOf } from './ratios'
import type { BenchReport } from './report'

const FOLDER = 'bench/results'

/** Keeps every sample of a run; gives the path. */
export function writeResults(report: BenchReport, options: BenchOptions): string {
  mkdirSync(FOLDER, { recursive: true })
  const takenAt = new Date().toISOString()
  const machine = {
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 1e9),
    node: process.version,
  }
  const path = `${FOLDER}/${report.bench}-${takenAt.replaceAll(/[:.]/g, '-')}.json`
  const content = { takenAt, machine, options, ratios: ratiosOf(report), ...report }
  writeFileSync(path, `${JSON.stringify(content, undefined, 2)}\n`)
  return path
}
