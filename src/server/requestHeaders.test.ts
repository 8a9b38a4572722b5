import type { IncomingMessage } from 'node:http'
import { describe, expect, test } from 'vitest'
import type { Config } from '@/config/config'
import { clientAddress, pagePolicy, prepareRequest } from './requestHeaders'

const request = (headers: Record<string, string>) =>
  ({ headers, socket: { remoteAddress: '10.0.0.9' } }) as unknown as IncomingMessage
const config = {
  trustedProxies: 0,
  publicUrl: 'https://chat.example.com',
  production: true,
} as Config

describe('headers in front of every handler', () => {
  test('the address is the socket’s unless proxies are trusted', () => {
    const forwarded = request({ 'x-forwarded-for': '6.6.6.6, 1.2.3.4' })
    expect(clientAddress(forwarded, 0)).toBe('10.0.0.9')
    expect(clientAddress(forwarded, 1)).toBe('1.2.3.4')
    expect(clientAddress(request({}), 1)).toBe('10.0.0.9')
  })

  test('what a client sent under our names is replaced', () => {
    const forged = request({
      'x-client-ip': '1.1.1.1',
      'x-request-id': 'mine',
      host: 'chat.example.com',
    })
    prepareRequest(forged, config)
    expect(forged.headers['x-client-ip']).toBe('10.0.0.9')
    expect(forged.headers['x-request-id']).not.toBe('mine')
  })

  test('RT-8 each request has a nonce of its own and no inline scripts', () => {
    const policies = [request({ host: 'a.example.com' }), request({ host: 'a.example.com' })].map(
      (one) => {
        const policy = pagePolicy(one, config)
        expect(one.headers['content-security-policy']).toBe(policy)
        return policy
      },
    )
    expect(policies[0]).toMatch(/script-src 'self' 'nonce-[^']{24}' 'strict-dynamic';/)
    expect(policies[0]).not.toBe(policies[1])
  })

  test('RT-8 a host that could end the policy’s line is not put into it', () => {
    const evil = request({ host: "x; script-src 'unsafe-inline'" })
    pagePolicy(evil, config)
    expect(evil.headers['content-security-policy']).toContain('wss://chat.example.com')
    expect(evil.headers['content-security-policy']).not.toContain('wss://x;')
  })
})
