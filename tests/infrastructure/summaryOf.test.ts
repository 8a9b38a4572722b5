import type { JSONReport } from '@playwright/test/reporter'
import { expect, it } from 'vitest'
import { fromPlaywright } from './playwrightReport'
import type { RunReport } from './runReport'
import { type Run, summaryOf } from './summaryOf'
import { fromVitest } from './vitestReport'

const NOTHING: RunReport = { passed: 0, failed: 0, skipped: 0, failures: [] }
const COUNTS = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 }

it('names every failed test with its reason, and ends with the figures', () => {
  const unit = fromVitest({
    ...COUNTS,
    numPassedTests: 5,
    numFailedTests: 1,
    testResults: [
      {
        name: `${process.cwd()}/tests/app/chat.test.ts`,
        status: 'failed',
        assertionResults: [
          { fullName: 'a chat opens', status: 'passed' },
          {
            fullName: 'a chat closes',
            status: 'failed',
            failureMessages: ['\u001b[31mstill open'],
          },
        ],
      },
    ],
  })
  expect(summary({ unit, failedSteps: ['unit'] })).toEqual([
    '   Failed: tests/app/chat.test.ts › a chat closes',
    '      still open',
    '   Failed steps: unit',
    '5 passed, 1 failed',
  ])
})

it('names a file that failed as a whole', () => {
  const file = { name: 'src/a.test.ts', status: 'failed', message: 'no such module' }
  const unit = fromVitest({ ...COUNTS, testResults: [{ ...file, assertionResults: [] }] })
  expect(summary({ unit, failedSteps: ['unit'] })).toEqual([
    '   Failed: src/a.test.ts',
    '      no such module',
    '   Failed steps: unit',
    '0 passed, 1 failed',
  ])
})

it('finds failed browser tests at any depth', () => {
  const failed = {
    title: 'sends',
    ok: false,
    file: 'sending.spec.ts',
    tests: [{ results: [{ errors: [{ message: 'nothing was sent\nanywhere' }] }] }],
  }
  const browser = fromPlaywright({
    stats: { expected: 2, unexpected: 1, flaky: 0, skipped: 3 },
    errors: [],
    suites: [{ specs: [{ ok: true }], suites: [{ specs: [failed] }] }],
  } as unknown as JSONReport)
  expect(summary({ browser })).toEqual([
    '   Failed: tests/e2e/sending.spec.ts › sends',
    '      nothing was sent',
    '      anywhere',
    '2 passed, 1 failed, 3 skipped',
  ])
})

it('passes when nothing failed, whatever could not be run', () => {
  const run = { unit: NOTHING, browser: NOTHING, failedSteps: [], notRun: ['the tests on Redis.'] }
  expect(summaryOf(run)).toEqual({
    lines: ['\n── summary', '   Not run: the tests on Redis.', '0 passed, 0 failed'],
    ok: true,
  })
})

function summary(run: Partial<Run>): string[] {
  const { lines, ok } = summaryOf({
    unit: NOTHING,
    browser: NOTHING,
    failedSteps: [],
    notRun: [],
    ...run,
  })
  expect(ok).toBe(false)
  return lines.slice(1)
}
