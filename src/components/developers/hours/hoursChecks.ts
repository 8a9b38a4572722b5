import type { Check } from '@/components/form/wrongFields'
import type { ChatSettings } from '@/lib/adminChatProtocol'

/** The name of a time field of the span at this place. */
export function fieldOf(end: 'from' | 'to', at: number): string {
  return `${end}-${at}`
}

/** The server's rules, said where they are broken. */
export function checksOf({ hours }: Pick<ChatSettings, 'hours'>): Record<string, Check> {
  const spans = hours.flatMap(({ from, to }, at) => [
    [fieldOf('from', at), () => (from === '' ? 'Choose a time.' : undefined)],
    [fieldOf('to', at), () => wrongEnd(from, to)],
  ])
  return { ...Object.fromEntries(spans), mailAfter: checkMinutes }
}

function wrongEnd(from: string, to: string): string | undefined {
  if (to === '') return 'Choose a time.'
  return from < to ? undefined : 'It ends before it begins. Over midnight, make two.'
}

const checkMinutes: Check = (typed) => {
  const minutes = Number(typed)
  const isFine = typed.trim() !== '' && Number.isInteger(minutes) && minutes >= 0 && minutes <= 1440
  return isFine ? undefined : 'A whole number from 0 to 1440.'
}
