import type { JSONReport, JSONReportSpec, JSONReportSuite } from '@playwright/test/reporter'
import type { Failure, RunReport } from './runReport'

export function fromPlaywright({ stats, suites, errors }: JSONReport): RunReport {
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
    skipped: stats.skipped,
    failures: [
      ...suites
        .flatMap(specsOf)
        .filter((spec) => !spec.ok)
        .map(failureOf),
      ...errors.map((error) => ({ file: '', title: '', reason: error.message ?? '' })),
    ],
  }
}

function specsOf(suite: JSONReportSuite): JSONReportSpec[] {
  return [...suite.specs, ...(suite.suites ?? []).flatMap(specsOf)]
}

function failureOf(spec: JSONReportSpec): Failure {
  const results = spec.tests.flatMap((test) => test.results)
  const reasons = results.flatMap((result) => result.errors.map(({ message }) => message ?? ''))
  return { file: `tests/e2e/${spec.file}`, title: spec.title, reason: reasons.join('\n') }
}
