import { z } from 'zod'
import { attachmentIdsSchema, idSchema, plainText, type Schema } from '@/services/realtime'

/** What somebody writes, once `temp_id` and `message` have their other names. */
export interface Written {
  text: string
  clientMessageId: string | undefined
  attachmentIds: string[] | undefined
  tenantId: string | undefined
  userId: string | undefined
  sessionId: string | undefined
  conversationId: string | undefined
  fingerprint: string | undefined
  userInfo: { name?: string | undefined; email?: string | undefined } | undefined
  /** The page that it was written on. */
  page: WrittenOn
  siteId: string | undefined
  senderType: 'user' | 'agent' | 'bot' | undefined
}

export interface WrittenOn {
  domain: string
  origin: string
  url: string
  referrer: string
  title: string
}

/** What a page says of itself is cut, never a reason to lose a message. */
const said = (maxLength: number) =>
  z
    .string()
    .nullish()
    .transform((text) => plainText(text ?? '', maxLength))

/** Clients send null, or nothing, for what they do not know. */
const known = <T>(schema: Schema<T>): Schema<T | undefined> =>
  z.preprocess((value) => (value === null || value === '' ? undefined : value), schema.optional())

const fields = z.object({
  text: z.string().optional(),
  message: z.string().optional(),
  clientMessageId: known(idSchema),
  attachmentIds: attachmentIdsSchema,
  temp_id: known(idSchema),
  tenantId: known(idSchema),
  userId: known(idSchema),
  sessionId: known(idSchema),
  conversationId: known(idSchema),
  fingerprint: z
    .string()
    .nullish()
    .transform((print) => (print && /^[\x20-\x7e]{1,256}$/.test(print) ? print : undefined)),
  userInfo: z
    .object({
      name: said(80),
      email: known(z.email('An e-mail address looks like ada@example.com').max(254)),
    })
    .nullish(),
  domain: said(253),
  origin: said(253),
  url: said(2048),
  referrer: said(2048),
  title: said(512),
  siteId: known(idSchema),
  senderType: known(z.enum(['user', 'agent', 'bot'])),
})

/** Of `POST /webchat/message` and of the event `message`. */
export const writtenSchema: Schema<Written> = fields.transform(
  ({ text, message, temp_id, domain, origin, url, referrer, title, userInfo, ...rest }) => ({
    text: text ?? message ?? '',
    ...rest,
    clientMessageId: rest.clientMessageId ?? temp_id,
    userInfo: userInfo ? { name: userInfo.name || undefined, email: userInfo.email } : undefined,
    page: { domain, origin, url, referrer, title },
  }),
)

const wholeNumber = z
  .string()
  .regex(/^\d{1,15}$/, 'Expected a whole number')
  .transform(Number)

export interface Asked {
  tenantId?: string | undefined
  sessionId?: string | undefined
  userId?: string | undefined
  conversationId?: string | undefined
  after?: number | undefined
  before?: number | undefined
  changedAfter?: number | undefined
  limit: number
}

/** Of `GET /api/chat/messages`. */
export const askedSchema: Schema<Asked> = z.object({
  tenantId: known(idSchema),
  sessionId: known(idSchema),
  userId: known(idSchema),
  conversationId: known(idSchema),
  after: wholeNumber.optional(),
  before: wholeNumber.optional(),
  changedAfter: wholeNumber.optional(),
  limit: wholeNumber.pipe(z.number().min(1).max(100)).default(50),
})
