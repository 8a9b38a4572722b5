import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { missingTools } from './missingTools'

/** Adds up what the runners wrote; the last line is for people and machines alike. */
const [results = 'test-results', ...failedSteps] = process.argv.slice(2)

interface Figures {
  passed: number
  failed: number
  skipped: number
}

const vitest = vitestFigures(join(results, 'vitest.json'))
const playwright = playwrightFigures(join(results, 'playwright.json'))
const total = {
  passed: vitest.passed + playwright.passed,
  failed: vitest.failed + playwright.failed + stepsWithoutFigures().length,
  skipped: vitest.skipped + playwright.skipped,
}

say(`\n── summary`)
for (const line of notRun()) say(`   Not run: ${line}`)
if (failedSteps.length > 0) say(`   Failed steps: ${failedSteps.join(', ')}`)
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : ''
say(`${total.passed} passed, ${total.failed} failed${skipped}`)
process.exitCode = total.failed > 0 || failedSteps.length > 0 ? 1 : 0

/** A step that fails without a failed test to show for it counts as one failure. */
function stepsWithoutFigures(): string[] {
  return failedSteps.filter((step) => {
    if (step === 'unit') return vitest.failed === 0
    if (step === 'browser') return playwright.failed === 0
    return true
  })
}

function notRun(): string[] {
  const missing = missingTools().map(({ lost, remedy }) => `${lost}. ${remedy}`)
  const built = !failedSteps.includes('build')
  return built ? missing : [...missing, 'the end-to-end tests: there is no build to run them on']
}

function vitestFigures(path: string): Figures {
  const report = readReport<{
    numPassedTests: number
    numFailedTests: number
    numPendingTests: number
    numTodoTests: number
  }>(path)
  if (!report) return { passed: 0, failed: 0, skipped: 0 }
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

function playwrightFigures(path: string): Figures {
  const report = readReport<{
    stats: { expected: number; unexpected: number; flaky: number; skipped: number }
  }>(path)
  if (!report) return { passed: 0, failed: 0, skipped: 0 }
  const { expected, unexpected, flaky, skipped: left } = report.stats
  return { passed: expected, failed: unexpected + flaky, skipped: left }
}

function readReport<T>(path: string): T | undefined {
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as T) : undefined
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
