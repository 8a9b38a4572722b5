import type { ChatSettings } from '@/lib/adminChatProtocol'
import { replyLine } from '@/lib/availability'
import { isTimeZone, nextOpening } from '@/lib/officeHours'
import { replyTimeOf } from './replyTimes'

export interface PreviewLine {
  /** `Thursday 18:00`, of the tenant's zone. */
  when: string
  /** As a visitor in the same zone reads it. */
  line: string
}

const MINUTE_MS = 60_000
const STEP_MS = 3 * 60 * MINUTE_MS
const WEEK_STEPS = 56
const MOST = 6

/** What the widget says while nobody is online: now, and in the week to come, each line once. */
export function previewLines(settings: ChatSettings, nowMs: number): PreviewLine[] {
  if (!isWhole(settings)) return []
  const { timeZone } = settings
  const lineAt = (atMs: number): PreviewLine => {
    const opensAtMs = nextOpening(settings, atMs)
    const backAt = opensAtMs !== undefined && { backAt: new Date(opensAtMs).toISOString() }
    const replyTime = replyTimeOf(settings.replyMinutes)
    const line = replyLine({ online: false, replyTime, ...backAt }, { nowMs: atMs, timeZone })
    return { when: momentIn(timeZone, atMs), line }
  }
  const now = { ...lineAt(nowMs), when: 'Now' }
  const later = momentsFrom(settings, nowMs).map(lineAt)
  return eachOnce([now, ...later]).slice(0, MOST)
}

/** Full hours of a week, and shortly before the next opening. */
function momentsFrom(settings: ChatSettings, nowMs: number): number[] {
  const hour = 60 * MINUTE_MS
  const first = Math.ceil(nowMs / hour) * hour
  const steps = Array.from({ length: WEEK_STEPS }, (_, step) => first + step * STEP_MS)
  const closed = steps.find((atMs) => nextOpening(settings, atMs) !== undefined)
  const opensAtMs = closed === undefined ? undefined : nextOpening(settings, closed)
  const shortly = opensAtMs === undefined ? [] : [opensAtMs - 20 * MINUTE_MS]
  return [...steps, ...shortly].filter((atMs) => atMs > nowMs).sort((a, b) => a - b)
}

function eachOnce(lines: PreviewLine[]): PreviewLine[] {
  const known = new Set<string>()
  return lines.filter(({ line }) => !known.has(line) && known.add(line))
}

/** While a time is being typed nothing can be reckoned from it. */
function isWhole({ timeZone, hours }: ChatSettings): boolean {
  return isTimeZone(timeZone) && hours.every(({ from, to }) => from !== '' && from < to)
}

function momentIn(timeZone: string, atMs: number): string {
  const day = { weekday: 'long', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  return new Intl.DateTimeFormat('en-GB', { ...day, timeZone }).format(atMs)
}
