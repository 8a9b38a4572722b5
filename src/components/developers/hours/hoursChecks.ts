import type { Check } from '@/components/form/wrongFields'
import type { ChatSettings } from '@/lib/adminChatProtocol'

/** The name of a time field of the span at this place. */
export function fieldOf(end: 'from' | 'to', at: number): string {
  return `${end}-${at}`
}

/** The name of the date field of the closed day at this place. */
export function closedFieldOf(at: number): string {
  return `closed-${at}`
}

/** The server's rules, said where they are broken. */
export function checksOf({
  hours,
  closedDays,
}: Pick<ChatSettings, 'hours' | 'closedDays'>): Record<string, Check> {
  const spans = hours.flatMap(({ from, to }, at) => [
    [fieldOf('from', at), () => (from === '' ? 'Choose a time.' : undefined)],
    [fieldOf('to', at), () => wrongEnd(from, to)],
  ])
  const dates = closedDays.map(({ date }) => date)
  const days = dates.map((date, at) => [
    closedFieldOf(at),
    () => wrongDate(date, dates.indexOf(date) < at),
  ])
  return { ...Object.fromEntries([...spans, ...days]), mailAfter: checkMinutes }
}

function wrongEnd(from: string, to: string): string | undefined {
  if (to === '') return 'Choose a time.'
  return from < to ? undefined : 'It ends before it begins. Over midnight, make two.'
}

function wrongDate(date: string, isThere: boolean): string | undefined {
  if (date === '') return 'Choose a day.'
  return isThere ? 'This day is there already.' : undefined
}

const checkMinutes: Check = (typed) => {
  const minutes = Number(typed)
  const isFine = typed.trim() !== '' && Number.isInteger(minutes) && minutes >= 0 && minutes <= 1440
  return isFine ? undefined : 'A whole number from 0 to 1440.'
}
