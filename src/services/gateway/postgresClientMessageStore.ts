import { refusal } from '@/lib/errors'
import type { Database } from '@/services/database'
import type { AcceptedMessage, ClientMessage, ClientMessageStore } from './clientMessageStore'

const TRIES = 3

export function postgresClientMessageStore({ query }: Database): ClientMessageStore {
  return {
    accept: async (message) => {
      // One that is just being accepted elsewhere is not seen yet by who waited for it.
      for (let tried = 0; tried < TRIES; tried += 1) {
        const [row] = await query<AcceptedMessage>(ACCEPT, values(message), 'client_message')
        if (row) return row
      }
      throw refusal('TENANT_NOT_FOUND')
    },
  }
}

function values(message: ClientMessage): unknown[] {
  const { tenantId, senderId, clientMessageId, messageId, text, data, senderType } = message
  return [tenantId, senderId, clientMessageId, messageId, text, JSON.stringify(data), senderType]
}

const MOMENT = `to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

const ACCEPT = `with tenant as (select id from tenants where key = $1),
  stored as (
    insert into client_messages (tenant_id, sender_id, client_message_id, message_id)
    select id, $2, $3, $4 from tenant
    on conflict (tenant_id, sender_id, client_message_id) do nothing
    returning tenant_id, message_id, created_at
  ),
  job as (
    insert into outbox (job_type, created_at, payload)
    select 'gateway_message', created_at, json_build_object(
      'messageId', message_id, 'userId', $2::text, 'tenantId', tenant_id, 'text', $5::text,
      'data', $6::json, 'senderType', $7::text, 'timestamp', ${MOMENT},
      'tenantKey', $1::text, 'clientMessageId', $3::text)
    from stored
  )
  select message_id as "messageId", ${MOMENT} as timestamp, false as duplicate from stored
  union all
  select message_id, ${MOMENT}, true from client_messages
  where tenant_id = (select id from tenant) and sender_id = $2 and client_message_id = $3`
