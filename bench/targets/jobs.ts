import { Redis } from 'ioredis'

/** The guides' stream. */
const STREAM = 'meta:webhook_jobs'

/** All jobs that were ever added there, those that were trimmed too. */
export async function jobsIn(redisUrl: string): Promise<number> {
  const redis = new Redis(redisUrl)
  const facts = (await redis.xinfo('STREAM', STREAM).catch(() => [])) as unknown[]
  await redis.quit()
  return Number(facts[facts.indexOf('entries-added') + 1] ?? 0)
}
