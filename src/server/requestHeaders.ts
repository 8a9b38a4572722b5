import { randomBytes, randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Config } from '@/config/config'
import { contentSecurityPolicy } from './contentSecurityPolicy'
import { saidByEdge } from './edge/edgeGate'

const HOST = /^[a-z0-9.:[\]-]+$/i

/** Answers of the API are no pages. */
export const API_POLICY = "default-src 'none'; frame-ancestors 'none'"

/**
 * What every handler behind the server may rely on: `x-client-ip` and `x-request-id`.
 * Whatever a client sent under these names is replaced.
 */
export function prepareRequest(request: IncomingMessage, config: Config): void {
  request.headers['x-client-ip'] = clientAddress(request, config.trustedProxies)
  request.headers['x-request-id'] = saidByEdge(request)?.requestId ?? randomUUID()
}

/** The page's content security policy with its nonce, which Next reads from the request. */
export function pagePolicy(request: IncomingMessage, config: Config): string {
  const host = HOST.test(request.headers.host ?? '') ? request.headers.host : undefined
  const policy = contentSecurityPolicy(
    randomBytes(16).toString('base64'),
    host ?? new URL(config.publicUrl).host,
    config.production,
  )
  request.headers['content-security-policy'] = policy
  return policy
}

/** What the edge signed; else the socket's, or the one that the outermost of our own proxies saw. */
export function clientAddress(request: IncomingMessage, trustedProxies: number): string {
  const signed = saidByEdge(request)?.address
  if (signed !== undefined) return signed
  const direct = request.socket.remoteAddress ?? 'unknown'
  if (trustedProxies === 0) return direct
  const hops = String(request.headers['x-forwarded-for'] ?? '').split(',')
  return hops.at(-trustedProxies)?.trim() || direct
}

/** Headers of every answer. */
export function secureAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  { policy, secure }: { policy: string; secure: boolean },
): void {
  response.setHeader('content-security-policy', policy)
  response.setHeader('x-content-type-options', 'nosniff')
  response.setHeader('x-frame-options', 'DENY')
  response.setHeader('referrer-policy', 'strict-origin-when-cross-origin')
  response.setHeader('permissions-policy', 'camera=(), geolocation=(), microphone=()')
  response.setHeader('x-request-id', String(request.headers['x-request-id']))
  if (secure) response.setHeader('strict-transport-security', 'max-age=31536000')
}
