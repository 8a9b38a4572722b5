'use client'
import { useSecond } from '@/components/ui/ticker'
import { useVisitorsState } from '../state/AdminProvider'
import { waitingWords } from './waitingWords'

/** How long somebody waits, second by second in the first minute. It stands still while paused. */
export function WaitingTime({ sinceMs }: { sinceMs: number }) {
  const paused = useVisitorsState((state) => state.paused)
  const asOfMs = useVisitorsState((state) => state.asOfMs)
  const now = useSecond()
  const untilMs = paused ? asOfMs : (now ?? asOfMs)
  return <span className="nums">{waitingWords(untilMs - sinceMs)}</span>
}
