import { parseArgs } from 'node:util'
import { SimulatedVisitors } from './simulatedVisitors'

/** `bin/simulate`: a crowd from the outside, until it is told to stop. */
const { values } = parseArgs({
  options: {
    visitors: { type: 'string', default: '50' },
    rate: { type: 'string', default: '5' },
    url: { type: 'string', default: 'http://localhost:3000' },
    tenant: { type: 'string', default: 'tenant-123' },
    key: { type: 'string', default: 'parley_pk_demo' },
  },
})

const REPORT_MS = 5000
const refusals = new Map<string, number>()
const crowd = new SimulatedVisitors({
  site: { url: new URL(values.url).origin, tenantId: values.tenant, apiKey: values.key },
  size: numberOf('visitors', values.visitors),
  arrivalsPerSecond: numberOf('rate', values.rate),
  onRefusal: (sentence) => refusals.set(sentence, (refusals.get(sentence) ?? 0) + 1),
})

say(`Visitors walk through ${values.url}/demo. Stop them with Ctrl+C.`)
const reports = setInterval(report, REPORT_MS)
process.once('SIGINT', stop)
process.once('SIGTERM', stop)

function report(): void {
  say(`${crowd.count} visitors`)
  for (const [sentence, times] of refusals) say(`  refused ${times} times: ${sentence}`)
  refusals.clear()
}

function stop(): void {
  clearInterval(reports)
  crowd.stop()
}

function numberOf(name: string, text: string): number {
  const number = Number(text)
  if (number > 0) return number
  process.stderr.write(`--${name} must be a number above 0, not ${text}.\n`)
  process.exit(2)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
