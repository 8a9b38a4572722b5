import type { IncomingMessage } from 'node:http'
import { type Refusal, refusal } from '@/lib/errors'
import type { BackEnd, BackEnds } from '@/services/edge'

/** Clients try again after this. */
const RETRY_AFTER_SECONDS = 2

export function nobodyReady(): Refusal {
  return refusal('UNAVAILABLE', { retryAfterSeconds: RETRY_AFTER_SECONDS })
}

/** The one that knows the socket; for a new one, or one of nobody's, whoever has least to do. */
export function backEndForSocket(
  { url = '' }: IncomingMessage,
  backEnds: BackEnds,
): BackEnd | undefined {
  const sid = new URLSearchParams(url.slice(url.indexOf('?') + 1)).get('sid')
  return (sid ? backEnds.ofSid(sid) : undefined) ?? backEnds.pick('sockets')
}
