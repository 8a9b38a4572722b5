import { expect, test } from 'vitest'
import { answerMail, isOneAddress } from './answerMail'

const due = {
  tenantName: 'Acme\r\nBcc: ben@acme.test',
  email: 'chloe@globex.test',
  conversationId: 'c_1',
  domain: null,
}

test('WM-25 the mail says who answered what, and where it goes on', () => {
  const answers = [
    { seq: 2, senderName: 'Ada', text: 'It is.\nTwo are left.' },
    { seq: 3, senderName: 'Ada', text: '' },
  ]
  const mail = answerMail({ ...due, domain: 'shop.acme.test' }, answers)
  expect(mail.subject).toBe('Acme Bcc: ben@acme.test has answered you')
  expect(mail.text).toContain('Ada:\nIt is.\nTwo are left.\n')
  expect(mail.text).toContain('Ada:\n(a file, which is in the chat)\n')
  expect(mail.text).toContain('https://shop.acme.test')
  expect(answerMail(due, answers).text).not.toContain('https')
})

test('WM-28 the same answers are the same mail, in each conversation its own', () => {
  const answers = [1, 2].map((seq) => ({ seq, senderName: 'Ada', text: 'It is.' }))
  const more = [...answers, { seq: 4, senderName: 'Ada', text: 'One is left.' }]
  const { id } = answerMail(due, answers)
  expect(id).toMatch(/^answer-[0-9a-f]{32}$/)
  expect(answerMail(due, answers).id).toBe(id)
  expect(answerMail(due, answers.slice(1)).id).toBe(id)
  const others = [answerMail(due, more).id, answerMail({ ...due, conversationId: 'c_2' }, more).id]
  expect(new Set([id, ...others]).size).toBe(3)
})

test.each([
  ['chloe@globex.test', true],
  ['chloe@globex.test, ben@acme.test', false],
  ['Chloe <chloe@globex.test>', false],
  ['chloe', false],
  ['a@b@c', false],
  ['chloe@globex.test\nBcc: ben@acme.test', false],
])('WM-25 %j is one address: %s', (email, isOne) => {
  expect(isOneAddress(email)).toBe(isOne)
})
