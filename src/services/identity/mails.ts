import type { Account } from '@/lib/protocol'
import type { Mail } from './mailer'

export function resetMail({ name, email }: Account, link: string): Mail {
  return {
    to: email,
    subject: 'Set a new password',
    text: `Hello ${name},

set a new password here within an hour:
${link}

If you did not ask for this, do nothing: your password stays as it is.
`,
    link,
  }
}

export function invitationMail(email: string, inviter: string, link: string): Mail {
  return {
    to: email,
    subject: `${inviter} invites you to Parley`,
    text: `Hello,

${inviter} invites you to join the team. Sign up here within a week, with this e-mail:
${link}
`,
    link,
  }
}
