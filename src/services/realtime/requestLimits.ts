import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { refusal } from '@/lib/errors'

export interface LimitState {
  limit: number
  remaining: number
  resetSeconds: number
}

/** Counts requests; over a limit they throw `RATE_LIMIT_EXCEEDED` with the seconds to wait. */
export interface RequestLimits {
  /** Requests of one proven caller. */
  credential(key: string): Promise<LimitState>
  /** Requests of one address on public routes. */
  address(ip: string): Promise<LimitState>
  /** Tries to sign in: of one address and of one account name. */
  signIn(ip: string, email: string): Promise<LimitState>
  /** Visitors that one address makes up. */
  newVisitor(ip: string): Promise<LimitState>
  /** Files that one caller, and all callers of one address, send. */
  upload(key: string, ip: string): Promise<LimitState>
  /** Files that one caller reads: a thread may show many at once. */
  file(key: string): Promise<LimitState>
}

export interface RequestLimitSizes {
  credentialPerMinute: number
  addressPerMinute: number
  signInPerMinute: number
  newVisitorsPerMinute: number
  uploadsPerMinute: number
  filesPerMinute: number
}

export const usualLimits: RequestLimitSizes = {
  credentialPerMinute: 100,
  addressPerMinute: 1000,
  signInPerMinute: 10,
  newVisitorsPerMinute: 60,
  uploadsPerMinute: 30,
  filesPerMinute: 600,
}

/** Makes a counter of `points` a minute; the name keeps counters apart in a shared store. */
export type LimiterOf = (name: string, points: number) => RateLimiterAbstract

/** Limits kept in this process, or wherever `limiterOf` keeps them. */
export function createRequestLimits(
  sizes: RequestLimitSizes = usualLimits,
  limiterOf: LimiterOf = memoryLimiter,
): RequestLimits {
  const credential = limiterOf('credential', sizes.credentialPerMinute)
  const address = limiterOf('address', sizes.addressPerMinute)
  const signInAddress = limiterOf('sign-in-address', sizes.signInPerMinute * 3)
  const signInAccount = limiterOf('sign-in-account', sizes.signInPerMinute)
  const newVisitor = limiterOf('new-visitor', sizes.newVisitorsPerMinute)
  const uploadAddress = limiterOf('upload-address', sizes.uploadsPerMinute * 10)
  const uploadCaller = limiterOf('upload', sizes.uploadsPerMinute)
  const file = limiterOf('file', sizes.filesPerMinute)
  return {
    credential: (key) => consume(credential, key),
    address: (ip) => consume(address, ip),
    signIn: async (ip, email) => {
      await consume(signInAddress, ip)
      return consume(signInAccount, email)
    },
    newVisitor: (ip) => consume(newVisitor, ip),
    upload: async (key, ip) => {
      await consume(uploadAddress, ip)
      return consume(uploadCaller, key)
    },
    file: (key) => consume(file, key),
  }
}

export function memoryLimiter(name: string, points: number): RateLimiterAbstract {
  return new RateLimiterMemory({ keyPrefix: name, points, duration: 60 })
}

async function consume(limiter: RateLimiterAbstract, key: string): Promise<LimitState> {
  try {
    return state(limiter, await limiter.consume(key))
  } catch (result) {
    if (!(result instanceof RateLimiterRes)) throw result
    const { resetSeconds } = state(limiter, result)
    throw refusal('RATE_LIMIT_EXCEEDED', {
      sentence: `Too many attempts. Try again in ${inWords(resetSeconds)}.`,
      retryAfterSeconds: resetSeconds,
    })
  }
}

function state(limiter: RateLimiterAbstract, result: RateLimiterRes): LimitState {
  return {
    limit: limiter.points,
    remaining: Math.max(0, result.remainingPoints),
    resetSeconds: Math.max(1, Math.ceil(result.msBeforeNext / 1000)),
  }
}

function inWords(seconds: number): string {
  if (seconds < 60) return seconds === 1 ? '1 second' : `${seconds} seconds`
  const minutes = Math.ceil(seconds / 60)
  return minutes === 1 ? '1 minute' : `${minutes} minutes`
}
