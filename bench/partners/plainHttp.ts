import type { IncomingMessage, ServerResponse } from 'node:http'

export async function jsonOf(request: IncomingMessage): Promise<unknown> {
  let text = ''
  request.setEncoding('utf8')
  for await (const chunk of request) text += chunk
  return JSON.parse(text)
}

export function writeJson(response: ServerResponse, body: object, status = 200): void {
  const text = JSON.stringify(body)
  const length = Buffer.byteLength(text)
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': length })
  response.end(text)
}
