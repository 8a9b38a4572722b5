import { type ClientRequest, type IncomingMessage, request as requestPlain } from 'node:http'
import { request as requestSecure } from 'node:https'
import type { WebhookAttempt } from '@/lib/webhookProtocol'
import { isPrivateAddress, privateAddressError, publicLookup } from './addressGuard'

const PATIENCE_MS = 15_000
/** More of an answer than this is not waited for. */
const READ_BYTES = 64 * 1024
const KEPT_CHARACTERS = 2000

export interface Post {
  url: string
  headers: Record<string, string>
  body: string
  /** Whether private addresses, and http, may be reached. */
  allowPrivate: boolean
  patienceMs?: number
}

/** Posts once, follows no redirects, and answers what came of it; never rejects. */
export async function postEvent(post: Post): Promise<WebhookAttempt> {
  const startedAtMs = Date.now()
  const came = await tried(post).catch((error: Error) => ({ error: sentenceOf(error) }))
  const at = new Date(startedAtMs).toISOString()
  return { at, durationMs: Date.now() - startedAtMs, ...came }
}

async function tried({ url, headers, body, allowPrivate, patienceMs = PATIENCE_MS }: Post) {
  const { protocol, hostname } = new URL(url)
  // A name is checked when it is resolved; an address is never resolved.
  if (!allowPrivate && isAddress(hostname) && isPrivateAddress(hostname))
    throw privateAddressError(hostname)
  const request = protocol === 'https:' ? requestSecure : requestPlain
  const signal = AbortSignal.timeout(patienceMs)
  const sent = request(url, {
    method: 'POST',
    headers: { ...headers, 'content-length': Buffer.byteLength(body) },
    signal,
    ...(!allowPrivate && { lookup: publicLookup }),
  })
  sent.end(body)
  const answer = await answered(sent)
  try {
    return { status: answer.statusCode ?? 0, response: await beginningOf(answer) }
  } finally {
    sent.destroy()
  }
}

function isAddress(hostname: string): boolean {
  return /^\[|^[\d.]+$/.test(hostname)
}

function answered(sent: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    sent.once('response', resolve)
    sent.on('error', reject)
  })
}

async function beginningOf(answer: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = []
  let bytes = 0
  for await (const piece of answer) {
    pieces.push(piece as Buffer)
    bytes += (piece as Buffer).length
    if (bytes >= READ_BYTES) break
  }
  // PostgreSQL keeps no zero bytes in text.
  const text = Buffer.concat(pieces).toString('utf8').replaceAll('\u0000', '')
  return text.slice(0, KEPT_CHARACTERS)
}

function sentenceOf(error: Error & { code?: string }): string {
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'No answer in time'
  return error.message || error.code || 'The connection failed'
}
