import { EventEmitter } from 'node:events'
import type { Server } from 'socket.io'
import { expect, test } from 'vitest'
import { flushTogether } from './flushTogether'

class FakeEngineSocket {
  readonly written: string[] = []
  readonly transport = {
    socket: {
      _socket: {
        cork: () => this.written.push('cork'),
        uncork: () => this.written.push('uncork'),
      },
    },
  }
  packets: string[] = []

  flush(): void {
    this.written.push(...this.packets.splice(0))
  }

  say(packet: string): void {
    this.packets.push(packet)
    this.flush()
  }
}

test('what one turn of the loop says to a socket leaves together at its end', async () => {
  const engine = new EventEmitter()
  flushTogether(engine as Server['engine'])
  const [ada, ben] = [new FakeEngineSocket(), new FakeEngineSocket()]
  engine.emit('connection', ada)
  engine.emit('connection', ben)
  ada.say('ack')
  ben.say('message')
  ada.say('message')
  expect(ada.written).toEqual([])
  await new Promise((resolve) => setImmediate(resolve))
  expect(ada.written).toEqual(['cork', 'ack', 'message', 'uncork'])
  expect(ben.written).toEqual(['cork', 'message', 'uncork'])
})
