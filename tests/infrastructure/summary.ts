import { join } from 'node:path'
import { missingTools } from './missingTools'
import { fromPlaywright } from './playwrightReport'
import { readReport } from './runReport'
import { summaryOf } from './summaryOf'
import { fromVitest } from './vitestReport'

/** What `bin/test` says at its end: `summary.ts <folder of results> <failed step …>`. */
const [results = 'test-results', ...failedSteps] = process.argv.slice(2)

const { lines, ok } = summaryOf({
  unit: readReport(join(results, 'vitest.json'), fromVitest),
  browser: readReport(join(results, 'playwright.json'), fromPlaywright),
  failedSteps,
  notRun: missingTools().map(({ lost, remedy }) => `${lost}. ${remedy}`),
})
process.stdout.write(`${lines.join('\n')}\n`)
process.exitCode = ok ? 0 : 1
