import { sql } from 'drizzle-orm'
import type { Database, Query } from '@/services/database'

/** Answers that their visitor may have missed, whose time has come. */
export interface DueMail {
  tenantId: string
  tenantName: string
  conversationId: string
  visitorId: string
  /** What the visitor, or their tenant, gave. */
  email: string
  /** Domain of the website, where it is known. */
  domain: string | null
  attempts: number
}

export interface MissedAnswer {
  seq: number
  senderName: string
  text: string
}

/**
 * An answer's mark is written with the answer (`note_answer` in the database), so no end of a process
 * loses it. What was read, answered back or taken back is not missed.
 */
export interface AnswerMailStore {
  /** At most 50, each for one process: it is due again 2 minutes later unless told otherwise. */
  claim(): Promise<DueMail[]>
  /** What the visitor has missed by now, oldest first, at most 20. */
  missed(conversationId: string): Promise<MissedAnswer[]>
  /** Everything up to here is done with; later answers have their own time. */
  done(conversationId: string, upToSeq: number): Promise<void>
  /** The visitor is there: the time begins anew. */
  wait(conversationId: string): Promise<void>
  /** It could not be sent: again after this. */
  failed(conversationId: string, againAfterMs: number): Promise<void>
  /** Removes marks of what is not missed any more, or cannot be sent for a day. */
  forget(isSending: boolean): Promise<void>
}

export function postgresAnswerMails({ query, orm }: Database): AnswerMailStore {
  return {
    claim: () => query<DueMail>(CLAIM),
    missed: (conversationId) => query<MissedAnswer>(MISSED_ANSWERS, [conversationId]),
    done: (...asked) => run(query, DONE, asked),
    wait: (conversationId) => run(query, WAIT, [conversationId]),
    failed: (...asked) => run(query, FAILED, asked),
    forget: (isSending) =>
      // The chat is locked before it is looked at again: an answer under way has its lock, and keeps
      // its mark.
      orm.transaction(async (tx) => {
        const over = sql.raw(isSending ? OVER : `(${OVER} or ${OLD})`)
        const found = await tx.execute(
          sql`select m.conversation_id as id from ${MARKS} where ${over} for no key update of w skip locked`,
        )
        const ids = (found as unknown as { rows: { id: string }[] }).rows.map(({ id }) => id)
        await tx.execute(sql`delete from answer_mails where conversation_id in (
          select m.conversation_id from ${MARKS}
          where m.conversation_id = any(${sql.param(ids)}::text[]) and ${over})`)
      }),
  }
}

async function run(query: Query, text: string, values: readonly unknown[]): Promise<void> {
  await query(text, values)
}

const FROM_MARKS = `answer_mails m
  join webchats w on w.conversation_id = m.conversation_id
  left join chat_settings s on s.tenant_id = w.tenant_id`
const MARKS = sql.raw(FROM_MARKS)

/** Minutes without the visitor; nobody has said otherwise: 5. */
const AFTER = 'coalesce(s.mail_after_minutes, 5)'
const OLD = `m.since < now() - interval '1 day'`

/** Answers as `x` of the mark `m` that the visitor of `w` has neither read nor answered. */
const MISSED = `from messages x
  where x.conversation_id = m.conversation_id and x.sender = 'agent' and x.deleted_at is null
    and x.seq >= m.from_seq and x.seq > w.visitor_read_seq
    and x.seq > coalesce((select max(u.seq) from messages u
      where u.conversation_id = m.conversation_id and u.sender = 'user'), 0)`

const CAN_BE_SENT = `w.email is not null and w.blocked_at is null and ${AFTER} > 0`

const OVER = `(not exists (select ${MISSED}) or (${OLD} and not (${CAN_BE_SENT})))`

const CLAIM = `with due as (
    select m.conversation_id, ${AFTER} as after from ${FROM_MARKS}
    where ${CAN_BE_SENT} and m.since + make_interval(mins => ${AFTER}) <= now()
      and exists (select ${MISSED})
    order by m.since limit 50
    for update of m skip locked
  ), claimed as (
    update answer_mails m
    set since = now() + interval '2 minutes' - make_interval(mins => due.after)
    from due where m.conversation_id = due.conversation_id
    returning m.conversation_id, m.attempts
  )
  select t.key as "tenantId", t.name as "tenantName", c.conversation_id as "conversationId",
    w.visitor_id as "visitorId", w.email, sites.domain, c.attempts
  from claimed c
  join webchats w on w.conversation_id = c.conversation_id
  join tenants t on t.id = w.tenant_id
  left join sites on sites.id = w.site_id`

const MISSED_ANSWERS = `select x.seq::float8 as seq, x.sender_name as "senderName", x.text
  from answer_mails m join webchats w on w.conversation_id = m.conversation_id
  cross join lateral (select x.seq, x.sender_name, x.text ${MISSED}) x
  where m.conversation_id = $1
  order by x.seq limit 20`

const DONE = `update answer_mails set from_seq = $2::bigint + 1, since = now(), attempts = 0
  where conversation_id = $1`

const WAIT = 'update answer_mails set since = now() where conversation_id = $1'

const FAILED = `update answer_mails m
  set attempts = attempts + 1,
    since = now() + $2::float8 * interval '1 millisecond' - make_interval(mins => coalesce((
      select s.mail_after_minutes from chat_settings s join webchats w on w.tenant_id = s.tenant_id
      where w.conversation_id = m.conversation_id), 5))
  where conversation_id = $1`
