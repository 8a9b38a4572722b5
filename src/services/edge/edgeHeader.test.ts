import { describe, expect, test } from 'vitest'
import { readEdgeHeader, signedByEdge } from './edgeHeader'

const SECRET = 'a-secret-of-edge-and-back-ends-of-32-characters'
const request = { method: 'POST', url: '/api/chat/anonymous-token?a=1' }
const said = { address: '2001:db8::7', requestId: 'r-1', tag: 'abc' }
const nowMs = 1_795_000_000_000
const header = signedByEdge(request, said, { secret: SECRET, nowMs })
const read = (text: string, { of = request, secrets = [SECRET], atMs = nowMs } = {}) =>
  readEdgeHeader(text, of, { secrets, nowMs: atMs })

describe('the signed header of the edge', () => {
  test('ED-1 is read by whoever has the secret, the old one of a rotation too', () => {
    expect(read(header)).toEqual(said)
    expect(read(header, { secrets: ['a-newer-one', SECRET] })).toEqual(said)
  })

  test('ED-1 says nothing under another secret', () => {
    expect(read(header, { secrets: ['another-secret'] })).toBeUndefined()
    expect(read(header, { secrets: [] })).toBeUndefined()
  })

  test('ED-1 says nothing of another method, path or query', () => {
    expect(read(header, { of: { ...request, method: 'GET' } })).toBeUndefined()
    expect(read(header, { of: { ...request, url: '/api/auth/token' } })).toBeUndefined()
    expect(read(header, { of: { ...request, url: `${request.url}&b=2` } })).toBeUndefined()
  })

  test('ED-1 says nothing half a minute before and after its time', () => {
    expect(read(header, { atMs: nowMs + 30_000 })).toEqual(said)
    expect(read(header, { atMs: nowMs + 30_001 })).toBeUndefined()
    expect(read(header, { atMs: nowMs - 30_001 })).toBeUndefined()
  })

  test('ED-1 says nothing once a letter of it is another', () => {
    for (const [place] of [...header].entries()) {
      const letter = header[place] === 'A' ? 'B' : 'A'
      expect(read(header.slice(0, place) + letter + header.slice(place + 1))).toBeUndefined()
    }
    expect(read('')).toBeUndefined()
    expect(read(`${header};more`)).toBeUndefined()
    expect(read(header.replace(String(nowMs), 'NaN'))).toBeUndefined()
  })

  test('ED-1 carries an address whatever is in it', () => {
    const odd = { ...said, address: '10.0.0.1;x\n%2' }
    expect(read(signedByEdge(request, odd, { secret: SECRET, nowMs }))).toEqual(odd)
  })
})
