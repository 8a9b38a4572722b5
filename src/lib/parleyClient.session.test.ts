import { describe, expect, test } from 'vitest'
import { handshakeRefusal } from './client/testing/fakeSocket'
import { cut, makeRig, mend, startRig } from './client/testing/startClient'
import { parleyApiError } from './parleyApiError'

describe('the session', () => {
  test('CL-12 a refused token is renewed once, silently', async () => {
    const rig = makeRig()
    const outcomes = [handshakeRefusal('TOKEN_EXPIRED'), 'accept' as const]
    rig.server.socket.onTry = () => outcomes.shift()
    rig.client.start()
    await rig.clock.advance(100)
    expect(rig.tokens.renewals).toBe(1)
    expect(rig.server.socket.address?.auth().token).toBe('token-2')
    expect(rig.states()).toEqual(['real-time'])
  })

  test('CL-12 CL-6 when the new token is refused too the session has ended', async () => {
    const rig = makeRig()
    rig.server.socket.onTry = () => handshakeRefusal('INVALID_JWT_TOKEN')
    rig.client.start()
    await rig.clock.advance(60_000)
    expect(rig.tokens.renewals).toBe(1)
    expect(rig.told('session-ended')).toEqual([{ type: 'session-ended' }])
    expect(rig.client.state()).toBe('ended')
    expect(rig.server.socket.tries.length).toBe(2)
    expect(rig.clock.pending).toBe(0)
  })

  test('CL-13 session_revoked ends it once, with the server’s reason', async () => {
    const rig = await startRig()
    rig.server.socket.say('session_revoked', { reason: 'signed out' })
    rig.server.socket.drop()
    await rig.clock.advance(60_000)
    expect(rig.told('session-ended')).toEqual([{ type: 'session-ended', reason: 'signed out' }])
    expect(rig.states().at(-1)).toBe('ended')
    expect(rig.tokens.forgotten).toBe(1)
    expect(rig.clock.pending).toBe(0)
  })

  test('CL-13 a sign-in that is over is found by the next try, and by polling', async () => {
    const rig = await startRig()
    cut(rig)
    await rig.clock.advance(6_000)
    rig.tokens.fail = parleyApiError('UNAUTHENTICATED', { status: 401 })
    await rig.clock.advance(10_000)
    expect(rig.told('session-ended').length).toBe(1)
    expect(rig.client.state()).toBe('ended')
  })

  test('CL-14 a server that cannot be reached never ends it', async () => {
    const rig = await startRig()
    cut(rig)
    rig.tokens.fail = parleyApiError('UNAVAILABLE')
    await rig.clock.advance(120_000)
    expect(rig.told('session-ended')).toEqual([])
    rig.tokens.fail = undefined
    mend(rig)
    await rig.clock.advance(16_000)
    expect(rig.client.state()).toBe('real-time')
  })

  test('CL-6 a new start after the end connects anew', async () => {
    const rig = await startRig()
    rig.server.socket.say('session_revoked', { reason: 'signed out' })
    rig.client.start()
    await rig.clock.advance(100)
    expect(rig.client.state()).toBe('real-time')
  })

  test('CL-15 a token that is about to end is replaced on the same socket', async () => {
    const rig = await startRig()
    rig.server.socket.say('token_expiring', { expiresIn: 60 })
    await rig.clock.advance(10)
    expect(rig.server.socket.heard('auth_refresh')).toEqual([{ token: 'token-2' }])
    expect(rig.server.socket.tries.length).toBe(1)
  })

  test('CL-15 CL-14 a renewal that fails is tried again until the token ends', async () => {
    const rig = await startRig()
    rig.tokens.fail = parleyApiError('UNAVAILABLE')
    rig.server.socket.say('token_expiring', { expiresIn: 60 })
    await rig.clock.advance(15_000)
    rig.tokens.fail = undefined
    await rig.clock.advance(10_000)
    expect(rig.server.socket.heard('auth_refresh').length).toBe(1)
    expect(rig.client.state()).toBe('real-time')
  })
})
