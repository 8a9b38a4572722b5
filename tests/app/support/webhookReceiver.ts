import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'
import type { WebhookBody } from '@/lib/webhookProtocol'

export interface Received {
  id: string
  headers: Record<string, string>
  raw: string
  body: WebhookBody<Record<string, unknown>>
}

export interface WebhookReceiver {
  url: string
  received: Received[]
  /** How it answers from now on; 204 unless told. */
  answer(how: (response: ServerResponse, received: Received) => void): void
  close(): Promise<void>
}

/** A tenant's program that listens, on a free port. */
export async function startReceiver(): Promise<WebhookReceiver> {
  const received: Received[] = []
  let how: (response: ServerResponse, came: Received) => void = (response) =>
    response.writeHead(204).end()
  const server = createServer(async (request, response) => {
    const came = await receivedOf(request)
    received.push(came)
    how(response, came)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    answer: (next) => {
      how = next
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function receivedOf(request: IncomingMessage): Promise<Received> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer)
  const raw = Buffer.concat(pieces).toString()
  const headers = request.headers as Record<string, string>
  return { id: headers['webhook-id'] ?? '', headers, raw, body: JSON.parse(raw) }
}

/** Throws where the secret has not signed it. */
export function verified(secret: string, { raw, headers }: Received): unknown {
  return new Webhook(secret).verify(raw, headers)
}
