import { pino } from 'pino'
import { afterEach, expect, test } from 'vitest'
import { openMailer } from './mailer'
import { resetMail } from './mails'
import { startSmtp } from './testSmtp'

const from = 'Parley <parley@acme.test>'
const ada = { id: 'u_ada', name: 'Ada', email: 'ada@acme.test' }
const mail = resetMail(ada, 'https://chat.acme.test/password/reset?token=secret')
const closing: (() => void)[] = []

afterEach(() => {
  for (const close of closing.splice(0)) close()
})

test('AC-39 without SMTP a mail is one line of the log, with its link', async () => {
  const lines: string[] = []
  const log = pino({ base: null, timestamp: false }, { write: (line) => void lines.push(line) })
  await openMailer({ smtpUrl: undefined, from }, log).send(mail)
  expect(lines.map((line) => JSON.parse(line).msg)).toEqual([
    'Mail for ada@acme.test: Set a new password: https://chat.acme.test/password/reset?token=secret',
  ])
})

test('AC-39 with SMTP it goes to the server, and not into the log', async () => {
  const lines: string[] = []
  const { url, received } = await smtp()
  const log = pino({}, { write: (line) => void lines.push(line) })
  await openMailer({ smtpUrl: url, from }, log).send(mail)
  expect(received.join('')).toMatch(/MAIL FROM:<parley@acme\.test>/)
  expect(received.join('')).toMatch(/RCPT TO:<ada@acme\.test>/)
  expect(received.join('')).toMatch(/Subject: Set a new password/)
  expect(received.join('')).toContain(mail.link)
  await openMailer({ smtpUrl: url, from }, log).send({ ...mail, id: 'answer-1' })
  expect(received.join('')).toMatch(/^Message-ID: <answer-1@acme\.test>/m)
  expect(lines).toEqual([])
})

test('AC-39 a server that refuses makes the sending fail', async () => {
  const { url } = await smtp('550 no')
  const log = pino({ level: 'silent' })
  await expect(openMailer({ smtpUrl: url, from }, log).send(mail)).rejects.toThrow('550 no')
})

async function smtp(answerToRecipient?: string) {
  const server = await startSmtp(answerToRecipient)
  closing.push(server.close)
  return server
}
