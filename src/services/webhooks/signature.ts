import { randomBytes } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import type { EndpointSecret } from './endpointStore'

/** A secret as Standard Webhooks writes it. */
export function newWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`
}

/** The headers of Standard Webhooks; while a secret is being replaced both sign. */
export function signedHeaders(
  { secret, previous }: EndpointSecret,
  eventId: string,
  payload: string,
  nowMs: number,
): Record<string, string> {
  const at = new Date(nowMs)
  const secrets = previous && previous.untilMs > nowMs ? [secret, previous.secret] : [secret]
  return {
    'content-type': 'application/json',
    'user-agent': 'Parley-Webhooks',
    'webhook-id': eventId,
    'webhook-timestamp': String(Math.floor(nowMs / 1000)),
    'webhook-signature': secrets
      .map((one) => new Webhook(one).sign(eventId, at, payload))
      .join(' '),
  }
}
