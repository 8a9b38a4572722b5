import type { ChatSettings, ChatSettingsRequest } from '@/lib/adminChatProtocol'
import { refusal } from '@/lib/errors'
import type { Database } from '@/services/database'

/** What a tenant says about when it answers. */
export interface ChatSettingsStore {
  /** Undefined where nobody has said anything. */
  read(tenantId: string): Promise<ChatSettings | undefined>
  /** Answers what is said from then on. `TENANT_NOT_FOUND` where there is no such tenant. */
  write(tenantId: string, settings: ChatSettingsRequest): Promise<ChatSettings>
}

export function postgresChatSettings({ query }: Database): ChatSettingsStore {
  return {
    read: async (tenantId) => (await query<ChatSettings>(READ, [tenantId], 'chat_settings'))[0],
    write: async (tenantId, settings) => {
      const { timeZone, hours, closedDays, replyMinutes, mailAfterMinutes } = settings
      const closed = closedDays ? JSON.stringify(closedDays) : null
      const said = [timeZone, JSON.stringify(hours), closed, replyMinutes, mailAfterMinutes]
      const [written] = await query<ChatSettings>(WRITE, [tenantId, ...said])
      if (!written) throw refusal('TENANT_NOT_FOUND')
      return written
    },
  }
}

const SAID = `s.time_zone as "timeZone", s.hours, s.closed_days as "closedDays",
    s.reply_minutes as "replyMinutes", s.mail_after_minutes as "mailAfterMinutes"`

const READ = `select ${SAID} from chat_settings s join tenants t on t.id = s.tenant_id
  where t.key = $1`

const WRITE = `insert into chat_settings as s
    (tenant_id, time_zone, hours, closed_days, reply_minutes, mail_after_minutes)
  select t.id, $2, $3::json, coalesce($4::json, '[]'), $5, $6 from tenants t where t.key = $1
  on conflict (tenant_id) do update set time_zone = excluded.time_zone, hours = excluded.hours,
    closed_days = coalesce($4::json, s.closed_days), reply_minutes = excluded.reply_minutes,
    mail_after_minutes = excluded.mail_after_minutes
  returning ${SAID}`
