import type { PushState, SendPushAnswer } from '@/lib/gatewayProtocol'
import { until } from '../../infrastructure/processes'
import { type Answer, request } from './people'
import { SECRET } from './visitors'

/** As a tenant's back end asks. */
export function askGateway<T = Record<string, unknown>>(
  url: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer<T>> {
  const sent = { authorization: `Bearer ${SECRET}`, ...headers }
  return request<T>(url, method, `/api/gateway/${path}`, { body, headers: sent, origin: null })
}

/** A message that waits for its user, a number unless told. */
export async function queue(url: string, userId: string, message: unknown, more: object = {}) {
  const push = { userId, event: 'notification', message, queue: true, ...more }
  const { status, body } = await askGateway<SendPushAnswer>(url, 'POST', 'send', push)
  if (status !== 200) throw new Error(`a push answered ${status}: ${JSON.stringify(body)}`)
  return body
}

export async function pushState(url: string, messageId: string): Promise<PushState> {
  const { body } = await askGateway<PushState>(url, 'GET', `messages/${messageId}`)
  return body
}

/** Waits until a push has become this. */
export function becomes(url: string, messageId: string, status: PushState['status']) {
  return until(`the push is ${status}`, async () => {
    const state = await pushState(url, messageId)
    return state.status === status ? state : undefined
  })
}
