import type { IncomingMessage, ServerResponse } from 'node:http'
import { errorCodeOf } from '@/lib/errors'
import type { IdentityService } from '@/services/identity'
import { answerRefusal } from '../answerRefusal'
import { saidByEdge } from './edgeGate'

/** Where an edge asks a back end whether it knows a key. No client gets there: see admission.ts. */
export const KEY_QUESTION = '/api/edge/key'

export function isKeyQuestion(request: IncomingMessage): boolean {
  const { method, url } = request
  return method === 'POST' && url === KEY_QUESTION && saidByEdge(request) !== undefined
}

/** Only whether there is such a key: what it opens is decided where it is used. */
export async function answerKeyQuestion(
  { headers }: IncomingMessage,
  response: ServerResponse,
  { proveKey }: Pick<IdentityService, 'proveKey'>,
): Promise<void> {
  try {
    await proveKey(String(headers['x-api-key']), undefined)
    answer(response, true)
  } catch (error) {
    if (errorCodeOf(error) === 'INVALID_API_KEY') answer(response, false)
    else answerRefusal(response, error)
  }
}

function answer(response: ServerResponse, known: boolean): void {
  response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  response.end(JSON.stringify({ known }))
}
