import type pg from 'pg'

interface NewMessage {
  conversationId: string
  senderId: string
  text: string
  clientMessageId: string
}

interface StoredMessage {
  id: string
  seq: number
  timestamp: string
}

interface Waiting {
  message: NewMessage
  resolve(stored: StoredMessage): void
  reject(reason: unknown): void
}

const TABLES = `
  create table if not exists conversations (id text primary key, last_seq int not null default 0);
  create table if not exists participants (
    conversation_id text not null, user_id text not null, primary key (conversation_id, user_id));
  create table if not exists messages (
    id uuid primary key default gen_random_uuid(), conversation_id text not null, seq int not null,
    sender_id text not null, client_message_id text not null, text text not null,
    created_at timestamptz not null default now(),
    unique (conversation_id, seq), unique (conversation_id, sender_id, client_message_id));
  create table if not exists outbox (id bigserial primary key, payload json not null)`

const JOBS = `, jobs as (
    insert into outbox (payload)
    select json_build_object('messageId', id, 'sessionId', conversation_id, 'userId', sender_id,
      'text', text, 'senderType', 'user', 'timestamp', created_at, 'seq', seq) from stored)`

const insert = (jobs: string) => `with incoming as (
    select * from unnest($1::text[], $2::text[], $3::text[], $4::text[])
      with ordinality as i(conversation_id, sender_id, client_message_id, text, n)),
  allowed as (
    select i.*, row_number() over (partition by i.conversation_id order by i.n) as place
    from incoming i join participants p
      on p.conversation_id = i.conversation_id and p.user_id = i.sender_id),
  bumped as (
    update conversations c set last_seq = c.last_seq + a.k
    from (select conversation_id, count(*) as k from allowed group by 1) a
    where c.id = a.conversation_id returning c.id, c.last_seq - a.k as base),
  stored as (
    insert into messages (conversation_id, seq, sender_id, client_message_id, text)
    select a.conversation_id, b.base + a.place, a.sender_id, a.client_message_id, a.text
    from allowed a join bumped b on b.id = a.conversation_id
    returning *)${jobs}
  select id, seq, created_at as timestamp, client_message_id from stored`

interface Batching {
  /** Each message becomes a job, in the same transaction. */
  withJobs: boolean
}

export async function prepareTables(pool: pg.Pool): Promise<void> {
  await pool.query(TABLES)
}

/** Whatever arrives during one insert becomes the next one; one in flight. */
export function batchedMessages(
  pool: pg.Pool,
  { withJobs }: Batching,
): (message: NewMessage) => Promise<StoredMessage> {
  const statement = insert(withJobs ? JOBS : '')
  let waiting: Waiting[] = []
  let busy = false
  const work = async () => {
    busy = true
    while (waiting.length > 0) {
      const batch = waiting.slice(0, 500)
      waiting = waiting.slice(500)
      await storeBatch(pool, statement, batch)
    }
    busy = false
  }
  return (message) =>
    new Promise((resolve, reject) => {
      waiting.push({ message, resolve, reject })
      if (!busy) void work()
    })
}

async function storeBatch(pool: pg.Pool, statement: string, batch: Waiting[]): Promise<void> {
  try {
    const column = (name: keyof NewMessage) => batch.map(({ message }) => message[name])
    const { rows } = await pool.query<StoredMessage & { client_message_id: string }>(statement, [
      column('conversationId'),
      column('senderId'),
      column('clientMessageId'),
      column('text'),
    ])
    const stored = new Map(rows.map((row) => [row.client_message_id, row]))
    for (const { message, resolve, reject } of batch) {
      const row = stored.get(message.clientMessageId)
      if (row) resolve({ id: row.id, seq: row.seq, timestamp: row.timestamp })
      else reject(404)
    }
  } catch (error) {
    for (const { reject } of batch) reject(error)
  }
}
