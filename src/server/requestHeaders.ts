import { randomBytes, randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Config } from '@/config/config'
import { contentSecurityPolicy } from './contentSecurityPolicy'

const HOST = /^[a-z0-9.:[\]-]+$/i

/**
 * What every handler behind the server may rely on: `x-client-ip`, `x-request-id` and the page's
 * content security policy with its nonce. Whatever a client sent under these names is replaced.
 */
export function prepareRequest(request: IncomingMessage, config: Config): void {
  request.headers['x-client-ip'] = clientAddress(request, config.trustedProxies)
  request.headers['x-request-id'] = randomUUID()
  const host = HOST.test(request.headers.host ?? '') ? request.headers.host : undefined
  request.headers['content-security-policy'] = contentSecurityPolicy(
    randomBytes(16).toString('base64'),
    host ?? new URL(config.publicUrl).host,
    config.production,
  )
}

/** The socket's address, or the one that the outermost of our own proxies saw. */
export function clientAddress(request: IncomingMessage, trustedProxies: number): string {
  const direct = request.socket.remoteAddress ?? 'unknown'
  if (trustedProxies === 0) return direct
  const hops = String(request.headers['x-forwarded-for'] ?? '').split(',')
  return hops.at(-trustedProxies)?.trim() || direct
}

/** Headers of every answer. */
export function secureAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  config: Config,
): void {
  response.setHeader('content-security-policy', String(request.headers['content-security-policy']))
  response.setHeader('x-content-type-options', 'nosniff')
  response.setHeader('x-frame-options', 'DENY')
  response.setHeader('referrer-policy', 'strict-origin-when-cross-origin')
  response.setHeader('permissions-policy', 'camera=(), geolocation=(), microphone=()')
  response.setHeader('x-request-id', String(request.headers['x-request-id']))
  if (config.secure) response.setHeader('strict-transport-security', 'max-age=31536000')
}
