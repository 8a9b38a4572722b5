import { createHash } from 'node:crypto'
import { plainText } from '@/services/realtime'
import type { DueMail, MissedAnswer } from './answerMailStore'

/** The mail to a visitor who has left: what was answered, and where it goes on. */
export function answerMail(
  {
    tenantName,
    email,
    domain,
    conversationId,
  }: Omit<DueMail, 'tenantId' | 'visitorId' | 'attempts'>,
  answers: readonly MissedAnswer[],
) {
  const tenant = plainText(tenantName, 100)
  const link = domain ? `https://${domain}` : ''
  const said = answers.map(
    ({ senderName, text }) => `${plainText(senderName, 100)}:\n${text || FILE_ALONE}\n`,
  )
  const onward = link && `\nThe conversation goes on in the chat at ${link}\n`
  return {
    to: email,
    subject: `${tenant} has answered you`,
    text: `You asked ${tenant} something, and left before the answer came.\n\n${said.join('\n')}${onward}`,
    link,
    id: mailId(conversationId, answers),
  }
}

/** The same for the same answers: with one more it is another mail. */
function mailId(conversationId: string, answers: readonly MissedAnswer[]): string {
  const said = `${conversationId} ${answers.at(-1)?.seq}`
  return `answer-${createHash('sha256').update(said).digest('hex').slice(0, 32)}`
}

const FILE_ALONE = '(a file, which is in the chat)'

/** One address and nothing beside it: mail programs read commas and brackets as more. */
export function isOneAddress(email: string): boolean {
  return /^[^\s@,;:<>()[\]"\\]{1,64}@[^\s@,;:<>()[\]"\\]{1,190}$/.test(email)
}
