import type { ChipState } from '@/components/ui/StatusChip'
import type { DemoOnline, DemoOnlineRow } from '@/lib/demoProtocol'

export type DrawnRow = DemoOnlineRow & { state: 'here' | 'joined' | 'left' }

/** Who came since the answer before is coloured, where there was one. */
export function drawnRows(answer: DemoOnline, before: DemoOnline | undefined): DrawnRow[] {
  return answer.rows.map((row) => {
    const isNew = before !== undefined && row.since > before.at
    return { ...row, state: isNew ? 'joined' : 'here' }
  })
}

/** Under the pointer nobody moves: who has left stays to be seen, who is new waits. */
export function heldRows(shown: readonly DrawnRow[], answer: DemoOnline): DrawnRow[] {
  const here = new Map(answer.rows.map((row) => [row.id, row]))
  return shown.map((row) => {
    const now = here.get(row.id)
    return now ? { ...now, state: 'here' } : { ...row, state: 'left' }
  })
}

/** `24 people on this site right now — you are one` */
export function hereWords(count: number, isOneYou: boolean): string {
  if (count === 0) return 'Nobody is on this site right now'
  if (count === 1) return `1 person on this site right now${isOneYou ? ' — you' : ''}`
  return `${count.toLocaleString('en')} people on this site right now${isOneYou ? ' — you are one' : ''}`
}

interface Connected {
  answer: DemoOnline | undefined
  failure: string | undefined
  isPaused: boolean
}

/** The state of what is shown: without a socket the table is still asked for. */
export function chipState({ answer, failure, isPaused }: Connected, isUp: boolean): ChipState {
  if (isPaused) return 'paused'
  if (failure !== undefined) return answer ? 'reconnecting' : 'offline'
  if (!answer) return 'connecting'
  return isUp ? 'real-time' : 'polling'
}
