import { expect, test } from 'vitest'
import { answerMail, isOneAddress } from './answerMail'

const due = { tenantName: 'Acme\r\nBcc: ben@acme.test', email: 'chloe@globex.test' }

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
  expect(answerMail({ ...due, domain: null }, answers).text).not.toContain('https')
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
