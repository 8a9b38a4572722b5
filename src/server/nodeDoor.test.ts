import { createServer, type IncomingMessage, type Server } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { doorRequest } from './nodeDoor'

const MOST = 16
let server: Server
let client: Socket

afterEach(() => {
  client.destroy()
  server.close()
})

describe('the body of a request', () => {
  test('is one text, wherever it was cut', async () => {
    const [head, tail] = [Buffer.from('Käse').subarray(0, 2), Buffer.from('Käse').subarray(2)]
    const request = await asked(head, 5)
    const text = doorRequest(request).readText?.(MOST)
    client.write(tail)
    expect(await text).toBe('Käse')
  })

  test('is refused above its most, and the rest is left where it is', async () => {
    const request = await asked(Buffer.alloc(MOST + 1), 1_000_000)
    const text = doorRequest(request).readText?.(MOST)
    await expect(text).rejects.toMatchObject({ code: 'PAYLOAD_TOO_LARGE' })
    expect(request.isPaused()).toBe(true)
    expect(request.destroyed).toBe(false)
  })

  test.each(['while it is read', 'before'])('that is broken off %s fails', async (when) => {
    const request = await asked(Buffer.from('half'), 8)
    const gone = new Promise((resolve) => request.once('close', resolve))
    request.on('error', () => undefined)
    const read = () => doorRequest(request).readText?.(MOST)
    const early = when === 'before' ? undefined : read()
    const outcome = early?.catch(() => 'failed')
    client.destroy()
    await gone
    expect(await (outcome ?? read()?.catch(() => 'failed'))).toBe('failed')
  })
})

/** A request of which so much has been sent. */
async function asked(body: Buffer, length: number): Promise<IncomingMessage> {
  server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const request = new Promise<IncomingMessage>((resolve) => server.once('request', resolve))
  client = connect((server.address() as AddressInfo).port, '127.0.0.1')
  client.on('error', () => undefined)
  client.write(`POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${length}\r\n\r\n`)
  client.write(body)
  return request
}
