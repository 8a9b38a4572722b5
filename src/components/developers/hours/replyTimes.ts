import type { AvailabilityAnswer } from '@/lib/webchatProtocol'

type ReplyTime = AvailabilityAnswer['replyTime']

export const replyChoices: readonly { value: ReplyTime; label: string }[] = [
  { value: 'minutes', label: 'A few minutes' },
  { value: 'hour', label: 'An hour' },
  { value: 'day', label: 'A day' },
]

const minutesOf: Record<ReplyTime, number> = { minutes: 5, hour: 60, day: 1440 }

/** As the server says it to visitors. */
export function replyTimeOf(minutes: number): ReplyTime {
  if (minutes <= 15) return 'minutes'
  return minutes <= 120 ? 'hour' : 'day'
}

/** What was saved stays to the minute while it means the same. */
export function replyMinutesOf(chosen: string, saved: number): number {
  const time = chosen as ReplyTime
  return replyTimeOf(saved) === time ? saved : minutesOf[time]
}
