import { monitorEventLoopDelay, PerformanceObserver } from 'node:perf_hooks'

/**
 * Loaded into a server whose event loop is watched: on SIGUSR2 it writes the longest time that the
 * loop was blocked since the last one, and the longest garbage collection, one line, to the
 * standard output.
 */
const delay = monitorEventLoopDelay({ resolution: 5 })
delay.enable()

let collectionMs = 0
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) collectionMs = Math.max(collectionMs, duration)
}).observe({ entryTypes: ['gc'] })

process.on('SIGUSR2', () => {
  const longest = { blockMs: delay.max / 1e6, collectionMs }
  process.stdout.write(`bench-loop ${JSON.stringify(longest)}\n`)
  delay.reset()
  collectionMs = 0
})
