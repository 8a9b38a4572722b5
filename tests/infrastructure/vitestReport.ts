import type { Failure, RunReport } from './runReport'

/** The JSON reporter's file, as far as it is read here. */
export interface VitestJson {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: TestFile[]
}

interface TestFile {
  name: string
  status: string
  message?: string
  assertionResults: { fullName: string; status: string; failureMessages?: string[] | null }[]
}

export function fromVitest(report: VitestJson): RunReport {
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
    failures: report.testResults.flatMap(failuresOf),
  }
}

function failuresOf(file: TestFile): Failure[] {
  const tests = file.assertionResults
    .filter((test) => test.status === 'failed')
    .map((test) => ({
      file: file.name,
      title: test.fullName,
      reason: test.failureMessages?.join('\n') ?? '',
    }))
  const asAWhole = file.status === 'failed' && tests.length === 0
  return asAWhole ? [{ file: file.name, title: '', reason: file.message ?? '' }] : tests
}
