import { type AddressInfo, createServer, type Socket } from 'node:net'

export interface TestSmtp {
  url: string
  /** What came over the line. */
  received: string[]
  /** How it answers to recipients from now on. */
  answer(toRecipient: string): void
  close(): void
}

/** As much of SMTP as mails in ASCII need. */
export async function startSmtp(toRecipient = '250 ok'): Promise<TestSmtp> {
  const received: string[] = []
  const sockets = new Set<Socket>()
  let answerToRecipient = toRecipient
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.write('220 acme.test\r\n')
    socket.on('error', () => socket.destroy())
    socket.on('data', (chunk) => {
      received.push(chunk.toString())
      socket.write(`${answerTo(received.join(''), answerToRecipient)}\r\n`)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    answer: (next) => {
      answerToRecipient = next
    },
    close: () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

/** By the last line that came; the mail itself ends with a line of one dot. */
function answerTo(received: string, answerToRecipient: string): string {
  const last = received.trimEnd().split('\r\n').at(-1) ?? ''
  if (last === 'DATA') return '354 go on'
  return last.startsWith('RCPT') ? answerToRecipient : '250 ok'
}
