/** What the bench tells a partner, as JSON in its first argument. */
export interface PartnerOptions {
  port: number
  jwtSecret: string
  redisUrl: string
  databaseUrl: string
}

export function partnerOptions(): PartnerOptions {
  return JSON.parse(process.argv[2] ?? '{}')
}

/** Ends at once when asked to: partners have nothing to save. */
export function endOnSignal(): void {
  process.once('SIGTERM', () => process.exit(0))
}
