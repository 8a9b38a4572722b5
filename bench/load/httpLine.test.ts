import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { httpRequest, openQueuedLine } from './httpLine'

let server: Server

afterEach(() => void server.close())

it('answers each request of a queued line to whoever asked, one after the other', async () => {
  let open = 0
  let most = 0
  const port = await listening((path) => {
    most = Math.max(most, ++open)
    return new Promise((resolve) => setImmediate(() => resolve(`${path} ${open--}`)))
  })
  const line = openQueuedLine(port)
  const answers = await Promise.all(
    ['/ada', '/ben', '/chloe'].map(
      (path) =>
        new Promise<string>((resolve) => {
          const request = httpRequest('GET', path, 'token')
          line.ask(request, (status, answer) => resolve(`${status} ${bodyOf(answer)}`))
        }),
    ),
  )
  line.close()
  expect(answers).toEqual(['200 /ada 1', '200 /ben 1', '200 /chloe 1'])
  expect(most).toBe(1)
})

async function listening(answer: (path: string) => Promise<string>): Promise<number> {
  server = createServer(async (request, response) => {
    const body = await answer(request.url ?? '')
    response.setHeader('content-length', body.length).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

function bodyOf(answer: Buffer): string {
  return answer.toString().split('\r\n\r\n')[1] ?? ''
}
