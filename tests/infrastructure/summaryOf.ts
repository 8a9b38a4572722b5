import { relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import type { Failure, RunReport } from './runReport'

export interface Run {
  unit: RunReport
  browser: RunReport
  /** Names of the steps of `bin/test`. */
  failedSteps: string[]
  /** A sentence for each part that could not be run on this machine. */
  notRun: string[]
}

const LINES_OF_A_REASON = 6

/**
 * Adds up what the runners found, and names what failed once more: build servers often show the
 * end of the output only. The last line is for people and machines alike.
 */
export function summaryOf(run: Run): { lines: string[]; ok: boolean } {
  const { unit, browser, failedSteps } = run
  const failed = unit.failed + browser.failed + stepsWithoutFigures(run).length
  const skipped = unit.skipped + browser.skipped
  const figures = `${unit.passed + browser.passed} passed, ${failed} failed`
  return {
    lines: [
      '\n── summary',
      ...notRun(run).map((line) => `   Not run: ${line}`),
      ...[...unit.failures, ...browser.failures].flatMap(described),
      ...(failedSteps.length > 0 ? [`   Failed steps: ${failedSteps.join(', ')}`] : []),
      skipped > 0 ? `${figures}, ${skipped} skipped` : figures,
    ],
    ok: failed === 0 && failedSteps.length === 0,
  }
}

/** A step that fails without a failed test to show for it counts as one failure. */
function stepsWithoutFigures({ unit, browser, failedSteps }: Run): string[] {
  const figures: Record<string, number> = { unit: unit.failed, browser: browser.failed }
  return failedSteps.filter((step) => !figures[step])
}

function notRun({ notRun, failedSteps }: Run): string[] {
  const built = !failedSteps.includes('build')
  return built ? notRun : [...notRun, 'the end-to-end tests: there is no build to run them on']
}

function described({ file, title, reason }: Failure): string[] {
  const where = [relative('.', file), title].filter(Boolean).join(' › ')
  const lines = stripVTControlCharacters(reason).split('\n').slice(0, LINES_OF_A_REASON)
  return [`   Failed: ${where}`, ...lines.map((line) => `      ${line}`)]
}
