import type { IncomingMessage } from 'node:http'
import { describe, expect, test } from 'vitest'
import { EDGE_HEADER, signedByEdge } from '@/services/edge'
import { clientAddress, prepareRequest } from '../requestHeaders'
import { createEdgeGate, saidByEdge } from './edgeGate'

const SECRET = 'a-secret-of-edge-and-back-ends-of-32-characters'
const NOW = 1_795_000_000_000
const said = { address: '203.0.113.9', requestId: 'r-1', tag: 'abc' }

interface Asked {
  method?: string
  url?: string
  header?: string
}

function asked({ method = 'GET', url = '/api/online-users', header }: Asked = {}) {
  const headers = header === undefined ? {} : { [EDGE_HEADER]: header }
  const socket = { remoteAddress: '10.0.0.9' }
  return { method, url, headers, socket } as unknown as IncomingMessage
}

function signed({ method = 'GET', url = '/api/online-users' }: Asked = {}) {
  return signedByEdge({ method, url }, said, { secret: SECRET, nowMs: NOW })
}

function gate({ secrets = [SECRET], only = false } = {}) {
  return createEdgeGate({ secrets, only }, () => NOW)
}

describe('the gate of a back end', () => {
  test('ED-2 takes address and request id from the signed header and from nowhere else', () => {
    const request = asked({ header: signed() })
    request.headers['x-forwarded-for'] = '6.6.6.6'
    expect(gate()(request)).toBeUndefined()
    expect(clientAddress(request, 1)).toBe('203.0.113.9')
    prepareRequest(request, { trustedProxies: 1 } as Parameters<typeof prepareRequest>[1])
    expect(request.headers['x-client-ip']).toBe('203.0.113.9')
    expect(request.headers['x-request-id']).toBe('r-1')
  })

  test('ED-2 refuses a forged header, with and without TRUST_EDGE_ONLY', () => {
    for (const only of [true, false]) {
      for (const header of ['nonsense', '', signed({ url: '/api/auth/token' })]) {
        const request = asked({ header })
        expect(gate({ only })(request)).toMatchObject({ code: 'FORBIDDEN' })
        expect(saidByEdge(request)).toBeUndefined()
      }
    }
  })

  test('ED-3 refuses whoever bypasses the edge where nobody may', () => {
    const sentence = 'Requests come through the edge only'
    expect(gate({ only: true })(asked())).toMatchObject({ code: 'FORBIDDEN', sentence })
    expect(gate({ only: true })(asked({ header: signed() }))).toBeUndefined()
    expect(gate({ only: false })(asked())).toBeUndefined()
  })

  test('ED-3 leaves health and figures open to those who watch the process', () => {
    const open = (url: string, method = 'GET') => gate({ only: true })(asked({ url, method }))
    expect(open('/api/health')).toBeUndefined()
    expect(open('/metrics')).toBeUndefined()
    expect(open('/api/health', 'POST')).toBeDefined()
    expect(open('/api/ready')).toBeDefined()
    expect(open('/api/health/../online-users')).toBeDefined()
  })

  test('ED-2 without a secret believes no header, and keeps it from everybody behind', () => {
    const request = asked({ header: signed() })
    expect(gate({ secrets: [] })(request)).toBeUndefined()
    expect(clientAddress(request, 0)).toBe('10.0.0.9')
    expect(request.headers[EDGE_HEADER]).toBeUndefined()
  })
})
