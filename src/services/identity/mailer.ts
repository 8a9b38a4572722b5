import type { Logger } from 'pino'

export interface Mail {
  to: string
  subject: string
  text: string
  /** What the mail is about; this is printed where mails cannot be sent. */
  link: string
  /** Of what may be sent twice: becomes the `Message-ID`, by which a mail that came already is known. */
  id?: string
}

export interface Mailer {
  /** Resolves when the mail was handed over, rejects when it could not be. */
  send(mail: Mail): Promise<void>
}

export interface MailOptions {
  /** Absent: mails are printed in the log. */
  smtpUrl: string | undefined
  from: string
}

/** Somebody waits for the invitation to be sent. */
const PATIENCE = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 }

export function openMailer({ smtpUrl, from }: MailOptions, log: Logger): Mailer {
  return smtpUrl ? smtpMailer(smtpUrl, from) : printingMailer(log)
}

/** nodemailer is loaded with the first mail: most starts send none. */
function smtpMailer(smtpUrl: string, from: string): Mailer {
  return {
    send: async ({ to, subject, text, id }) => {
      const { createTransport } = await import('nodemailer')
      const transport = createTransport({ url: smtpUrl, ...PATIENCE })
      const messageId = id && { messageId: `<${id}@${domainOf(from)}>` }
      await transport.sendMail({ from, to, subject, text, ...messageId })
    },
  }
}

/** Of `Parley <parley@acme.test>`. */
function domainOf(address: string): string {
  return /@([\w.-]+)/.exec(address)?.[1] ?? 'localhost'
}

function printingMailer(log: Logger): Mailer {
  return {
    send: async ({ to, subject, link }) => {
      log.info(`Mail for ${to}: ${subject}: ${link}`)
    },
  }
}
