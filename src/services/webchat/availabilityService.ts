import type { ChatSettings, ChatSettingsRequest } from '@/lib/adminChatProtocol'
import { nextOpening } from '@/lib/officeHours'
import type { AvailabilityAnswer } from '@/lib/webchatProtocol'
import type { ChatSettingsStore } from './chatSettingsStore'

/** Until somebody says something else. */
const USUAL: ChatSettings = {
  timeZone: 'UTC',
  hours: [],
  closedDays: [],
  replyMinutes: 5,
  mailAfterMinutes: 5,
}
/** Every widget that opens asks. */
const FRESH_MS = 5_000
const SHOWN_AGENTS = 5

/** When a tenant's visitors are answered. */
export interface AvailabilityService {
  settings(tenantId: string): Promise<ChatSettings>
  changeSettings(tenantId: string, settings: ChatSettingsRequest): Promise<ChatSettings>
  /** As it was at most 5 s ago. */
  availability(tenantId: string): Promise<Omit<AvailabilityAnswer, 'success'>>
}

interface Admin {
  userId: string
  name: string
  avatar?: string
}

interface Parts {
  settings: ChatSettingsStore
  admins(tenantId: string): Promise<Admin[]>
  isOnline(tenantId: string, userId: string): Promise<boolean>
  now?: () => number
}

export function availabilityService(parts: Parts): AvailabilityService {
  const { now = Date.now } = parts
  const known = new Map<string, { read: Promise<Read>; atMs: number }>()
  const settings = async (tenantId: string) => (await parts.settings.read(tenantId)) ?? USUAL

  const readLately = (tenantId: string): Promise<Read> => {
    const before = known.get(tenantId)
    if (before && now() - before.atMs < FRESH_MS) return before.read
    const read = readNow(parts, tenantId, settings)
    read.catch(() => known.delete(tenantId))
    known.set(tenantId, { read, atMs: now() })
    return read
  }
  return {
    settings,
    changeSettings: async (tenantId, changed) => {
      const written = await parts.settings.write(tenantId, changed)
      known.delete(tenantId)
      return written
    },
    availability: async (tenantId) => answerOf(await readLately(tenantId), now()),
  }
}

interface Read {
  online: Admin[]
  settings: ChatSettings
}

async function readNow(
  { admins, isOnline }: Parts,
  tenantId: string,
  settings: (tenantId: string) => Promise<ChatSettings>,
): Promise<Read> {
  const everyone = await admins(tenantId)
  const here = await Promise.all(everyone.map(({ userId }) => isOnline(tenantId, userId)))
  return { online: everyone.filter((_, nth) => here[nth]), settings: await settings(tenantId) }
}

function answerOf({ online, settings }: Read, nowMs: number) {
  const opensAtMs = nextOpening(settings, nowMs)
  return {
    online: online.length > 0,
    agents: online
      .slice(0, SHOWN_AGENTS)
      .map(({ name, avatar }) => ({ name, ...(avatar && { avatar }) })),
    replyTime: replyTimeOf(settings.replyMinutes),
    ...(opensAtMs !== undefined && { backAt: new Date(opensAtMs).toISOString() }),
  }
}

function replyTimeOf(minutes: number): AvailabilityAnswer['replyTime'] {
  if (minutes <= 15) return 'minutes'
  return minutes <= 120 ? 'hour' : 'day'
}
