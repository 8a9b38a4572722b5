'use client'
import { Avatar } from '@/components/ui/Avatar'
import { CountryChip } from '@/components/ui/CountryChip'
import { cn } from '@/components/ui/cn'
import { countryName } from '@/components/ui/countryName'
import { onSite } from '@/components/ui/onSite'
import type { Presence } from '@/components/ui/PresenceDot'
import { useSecond } from '@/components/ui/ticker'
import { faceName, visitorName } from '@/components/ui/visitorName'
import { idEnd } from './demoApi'
import { useLive, useOnline } from './LiveProvider'
import type { DrawnRow } from './onlineRows'

/** On a phone there are two columns: who and where, and since when. */
export function OnlineTableRow({ row }: { row: DrawnRow }) {
  return (
    <tr data-row={row.id} data-state={row.state} className={cn(look, states[row.state])}>
      <td className="h-13 ps-4 pe-3 max-md:h-16">
        <Person row={row} />
        <span className="block ps-9.5 md:hidden">
          <Place row={row} />
        </span>
      </td>
      <td className="pe-3 max-md:hidden">
        <Place row={row} />
      </td>
      <td className="nums pe-4 text-end max-md:pt-2.5 max-md:align-top">
        <Stay row={row} />
      </td>
    </tr>
  )
}

function Country({ code }: { code: string }) {
  const name = countryName(code)
  return (
    <span className="flex shrink-0 items-center" title={name}>
      <CountryChip code={code} />
      <span className="sr-only">{name}</span>
    </span>
  )
}

function Person({ row }: { row: DrawnRow }) {
  const { own } = useLive()
  const presence = usePresenceOf(row)
  const name = visitorName({ name: row.name, userId: row.id })
  const isYou = own.visitorId !== undefined && idEnd(own.visitorId) === row.id
  return (
    <span className="flex min-w-0 items-center gap-2.5">
      <Avatar userId={row.id} name={faceName(name)} size={28} presence={presence} />
      <span className="min-w-0 truncate font-medium" title={name}>
        <bdi>{name}</bdi>
        {presence === 'away' && <span className="sr-only">, idle</span>}
      </span>
      {row.country && <Country code={row.country} />}
      {isYou && <Tag>This is you</Tag>}
      {row.kind === 'user' && <Tag>Signed in</Tag>}
      {row.state === 'left' && <Tag>Left</Tag>}
    </span>
  )
}

/** Unknown while nobody answers: a stale green dot is worse than none. */
function usePresenceOf({ state, isIdle }: DrawnRow): Presence | undefined {
  const isStale = useOnline(({ failure, answer }) => failure !== undefined || answer?.stale)
  if (isStale) return undefined
  if (state === 'left') return 'offline'
  return isIdle ? 'away' : 'online'
}

function Tag({ children }: { children: string }) {
  return (
    <span className="shrink-0 rounded-md bg-accent-tint px-2 py-1 font-medium text-accent-fg text-xs leading-4">
      {children}
    </span>
  )
}

function Place({ row: { path, title } }: { row: DrawnRow }) {
  const words = title ?? titles[path]
  if (path === '') return <span className="text-fg-subtle">Connecting…</span>
  return (
    <span className="block truncate">
      {words && <bdi dir="auto">{words} </bdi>}
      <span className="font-mono text-fg-subtle text-sm">{path}</span>
    </span>
  )
}

/** What pages of signed-in people are called; their own titles may name somebody. */
const titles: Record<string, string> = { '/chat': 'Chat', '/admin': 'Admin dashboard' }

function Stay({ row }: { row: DrawnRow }) {
  const isPaused = useOnline((state) => state.isPaused)
  const at = useOnline(({ answer }) => Date.parse(answer?.at ?? ''))
  const aheadMs = useOnline((state) => state.aheadMs)
  const second = useSecond()
  const nowMs = isPaused || second === undefined ? at : second - aheadMs
  return onSite(nowMs - Date.parse(row.since))
}

const look = 'border-border border-b last:border-b-0'

const states: Record<DrawnRow['state'], string> = {
  here: '',
  joined: 'animate-row-in motion-reduce:shadow-[inset_3px_0_0_var(--online)]',
  left: 'text-fg-subtle [&_*]:text-fg-subtle',
}
