import type { Logger } from 'pino'

const LONGEST_MS = 10_000

/** Ends the process in order on SIGTERM and SIGINT, and at once on an error nobody caught. */
export function closeOnSignals(server: { close(): Promise<void> }, log: Logger): void {
  let closing = false
  const close = (signal: string) => {
    if (closing) return
    closing = true
    log.info({ signal }, 'closing')
    setTimeout(() => process.exit(1), LONGEST_MS).unref()
    server.close().then(
      () => process.exit(0),
      (error) => {
        log.error({ err: error }, 'closing failed')
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', close)
  process.on('SIGINT', close)
}

/** Next swallows these in a custom server; a process in an unknown state must not go on. */
export function exitOnUncaught(log: Logger): void {
  const exit = (error: unknown) => {
    log.fatal({ err: error }, 'uncaught error')
    process.exit(1)
  }
  process.on('uncaughtException', exit)
  process.on('unhandledRejection', exit)
}
