import { EventEmitter } from 'node:events'
import type { IncomingMessage, Server } from 'node:http'
import { describe, expect, test, vi } from 'vitest'
import { isSocketRequest, resolveSocketAlias, routeUpgrades } from './upgrades'

const asked = (url: string) => ({ url }) as IncomingMessage

function upgrade(url: string, withNext = true) {
  const server = new EventEmitter()
  const toSockets = vi.fn()
  const toNext = vi.fn()
  const socket = { destroy: vi.fn() }
  const gate = () => undefined
  routeUpgrades(server as Server, { gate, toSockets, toNext: withNext ? toNext : undefined })
  server.emit('upgrade', asked(url), socket, Buffer.alloc(0))
  return { toSockets, toNext, destroy: socket.destroy }
}

describe('upgrades', () => {
  test('go to the sockets with and without a slash, and by the alias of the guides', () => {
    for (const url of ['/api/socketio?EIO=4', '/api/socketio/?EIO=4', '/socket.io/?EIO=4']) {
      expect(upgrade(url).toSockets).toHaveBeenCalledOnce()
    }
  })

  test('go to Next in development and nowhere in production', () => {
    expect(upgrade('/_next/hmr').toNext).toHaveBeenCalledOnce()
    expect(upgrade('/_next/hmr', false).destroy).toHaveBeenCalledOnce()
  })

  test('with an absolute address go nowhere', () => {
    const { toNext, toSockets, destroy } = upgrade('http://inside.example.com/')
    expect(destroy).toHaveBeenCalledOnce()
    expect(toNext).not.toHaveBeenCalled()
    expect(toSockets).not.toHaveBeenCalled()
  })

  test('leave names that only begin alike alone', () => {
    const request = asked('/socket.iox')
    resolveSocketAlias(request)
    expect(request.url).toBe('/socket.iox')
    expect(isSocketRequest(asked('/api/socketioz'))).toBe(false)
  })
})
