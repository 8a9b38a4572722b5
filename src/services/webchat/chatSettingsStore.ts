import type { ChatSettings } from '@/lib/adminChatProtocol'
import { refusal } from '@/lib/errors'
import type { Database } from '@/services/database'

/** What a tenant says about when it answers. */
export interface ChatSettingsStore {
  /** Undefined where nobody has said anything. */
  read(tenantId: string): Promise<ChatSettings | undefined>
  /** `TENANT_NOT_FOUND` where there is none. */
  write(tenantId: string, settings: ChatSettings): Promise<void>
}

export function postgresChatSettings({ query }: Database): ChatSettingsStore {
  return {
    read: async (tenantId) => (await query<ChatSettings>(READ, [tenantId], 'chat_settings'))[0],
    write: async (tenantId, { timeZone, hours, replyMinutes, mailAfterMinutes }) => {
      const values = [tenantId, timeZone, JSON.stringify(hours), replyMinutes, mailAfterMinutes]
      if ((await query(WRITE, values)).length === 0) throw refusal('TENANT_NOT_FOUND')
    },
  }
}

const READ = `select s.time_zone as "timeZone", s.hours, s.reply_minutes as "replyMinutes",
    s.mail_after_minutes as "mailAfterMinutes"
  from chat_settings s join tenants t on t.id = s.tenant_id
  where t.key = $1`

const WRITE = `insert into chat_settings
    (tenant_id, time_zone, hours, reply_minutes, mail_after_minutes)
  select t.id, $2, $3::json, $4, $5 from tenants t where t.key = $1
  on conflict (tenant_id) do update set time_zone = excluded.time_zone, hours = excluded.hours,
    reply_minutes = excluded.reply_minutes, mail_after_minutes = excluded.mail_after_minutes
  returning tenant_id`
