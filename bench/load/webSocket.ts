import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { frameReader, textFrame } from './frames'

export interface WebSocketEvents {
  onText(text: string): void
  /** Once, when the connection was lost without `close`. */
  onLost(reason: string): void
}

export interface LoadWebSocket {
  send(text: string): void
  close(): void
}

/**
 * A WebSocket client over a plain TCP socket: a fifth of the cost of a full client, so that one
 * core of load can saturate one core of server. Loopback only, no fragments, no extensions.
 */
export function openWebSocket(port: number, path: string, events: WebSocketEvents): LoadWebSocket {
  const socket = connect(port, '127.0.0.1')
  const mask = randomBytes(4)
  socket.setNoDelay(true)
  socket.on('connect', () => socket.write(upgradeRequest(port, path)))
  socket.on('error', (error) => socket.destroy(error))
  const lost = () => events.onLost(socket.errored?.message ?? 'closed by the server')
  socket.on('close', lost)
  readAnswer(socket, events)
  return {
    send: (text) => void socket.write(textFrame(text, mask)),
    close: () => void socket.off('close', lost).destroy(),
  }
}

function upgradeRequest(port: number, path: string): string {
  const lines = [
    `GET ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    'Upgrade: websocket',
    'Connection: Upgrade',
    `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
    'Sec-WebSocket-Version: 13',
  ]
  return `${lines.join('\r\n')}\r\n\r\n`
}

function readAnswer(socket: Socket, events: WebSocketEvents): void {
  const readFrames = frameReader((text) => events.onText(text))
  let head: Buffer | undefined = Buffer.alloc(0)
  socket.on('data', (chunk) => {
    if (!head) return readFrames(chunk)
    head = Buffer.concat([head, chunk])
    const end = head.indexOf('\r\n\r\n')
    if (end < 0) return
    const rest = head.subarray(end + 4)
    if (!head.toString('latin1', 0, 12).endsWith('101')) {
      return void socket.destroy(new Error(head.toString('latin1', 0, end).slice(0, 200)))
    }
    head = undefined
    if (rest.length > 0) readFrames(rest)
  })
}
