'use client'
import { useLive, useOnline } from './LiveProvider'
import { hereWords } from './onlineRows'

/** How many people are here: the number of the request, and from then on the live one. */
export function HerePill() {
  const { here, own } = useLive()
  const online = useOnline(({ answer }) => answer?.online)
  const count = online ?? here
  return (
    <p className="nums mb-4 inline-flex h-6.5 max-w-full items-center gap-1.5 rounded-full bg-online-tint px-2.5 font-medium text-online-fg text-xs">
      <span
        aria-hidden
        className="dot m-0.5 size-2 shrink-0 rounded-full bg-online ring-1 ring-online/50 ring-offset-2 ring-offset-online-tint"
      />
      <span className="truncate">{hereWords(count, online !== undefined && own.isUp)}</span>
    </p>
  )
}
