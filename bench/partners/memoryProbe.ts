import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/**
 * Loaded into every server of the `connect` bench, product and partners alike: on SIGUSR2 it
 * collects garbage and writes what is left, one line, to the standard output.
 */
setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')

process.on('SIGUSR2', () => {
  collect()
  collect()
  const { rss, heapUsed, external } = process.memoryUsage()
  process.stdout.write(`bench-memory ${JSON.stringify({ rss, heapUsed, external })}\n`)
})
