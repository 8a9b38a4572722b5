import { connect } from 'node:net'

/** One kept-alive HTTP/1.1 connection with one request on its way. */
export interface HttpLine {
  send(request: Buffer): void
  close(): void
}

/** Calls `onAnswer` when an answer is complete, by its length or by its last chunk. */
export function openHttpLine(
  port: number,
  onAnswer: (status: number, answer: Buffer) => void,
): HttpLine {
  const socket = connect(port, '127.0.0.1')
  socket.setNoDelay(true)
  let kept: Buffer | undefined
  socket.on('data', (chunk) => {
    const bytes = kept ? Buffer.concat([kept, chunk]) : chunk
    kept = isWhole(bytes) ? undefined : bytes
    if (!kept) onAnswer(Number(bytes.toString('latin1', 9, 12)), bytes)
  })
  socket.on('error', (error) => onAnswer(0, Buffer.from(error.message)))
  return {
    send: (request) => void socket.write(request),
    close: () => void socket.destroy(),
  }
}

export function httpRequest(
  method: 'GET' | 'POST',
  path: string,
  token: string,
  body?: string,
): Buffer {
  const lines = [`${method} ${path} HTTP/1.1`, 'Host: 127.0.0.1', `Authorization: Bearer ${token}`]
  if (body !== undefined) {
    lines.push('Content-Type: application/json', `Content-Length: ${Buffer.byteLength(body)}`)
  }
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body ?? ''}`)
}

/** One connection whose requests wait for each other; each is answered to whoever asked. */
export interface QueuedLine {
  ask(request: Buffer, onAnswer: (status: number, answer: Buffer) => void): void
  close(): void
}

export function openQueuedLine(port: number): QueuedLine {
  const asked: { request: Buffer; onAnswer(status: number, answer: Buffer): void }[] = []
  const line = openHttpLine(port, (status, answer) => {
    asked.shift()?.onAnswer(status, answer)
    sendNext()
  })
  const sendNext = () => {
    const [next] = asked
    if (next) line.send(next.request)
  }
  return {
    ask: (request, onAnswer) => {
      asked.push({ request, onAnswer })
      if (asked.length === 1) sendNext()
    },
    close: line.close,
  }
}

const LAST_CHUNK = Buffer.from('0\r\n\r\n')

function isWhole(bytes: Buffer): boolean {
  const end = bytes.indexOf('\r\n\r\n')
  if (end < 0) return false
  const length = /content-length: (\d+)/i.exec(bytes.toString('latin1', 0, end))?.[1]
  return length
    ? bytes.length >= end + 4 + Number(length)
    : bytes.subarray(-LAST_CHUNK.length).equals(LAST_CHUNK)
}

/** Sends requests one after the other on one connection; gives the last answer. */
export function askInTurn(
  port: number,
  count: number,
  request: (index: number) => Buffer,
): Promise<string> {
  return new Promise((resolve, reject) => {
    let asked = 0
    const line = openHttpLine(port, (status, answer) => {
      if (status !== 200) return end(() => reject(new Error(answer.toString())))
      if (asked === count) return end(() => resolve(answer.toString()))
      line.send(request(asked++))
    })
    const end = (say: () => void) => {
      line.close()
      say()
    }
    line.send(request(asked++))
  })
}
