import { monitorEventLoopDelay } from 'node:perf_hooks'

/**
 * Loaded into a server whose event loop is watched: on SIGUSR2 it writes the longest time that the
 * loop was blocked since the last one, one line, to the standard output.
 */
const delay = monitorEventLoopDelay({ resolution: 5 })
delay.enable()

process.on('SIGUSR2', () => {
  process.stdout.write(`bench-loop ${JSON.stringify({ longestMs: delay.max / 1e6 })}\n`)
  delay.reset()
})
