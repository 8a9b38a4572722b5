'use client'
import { Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import * as Radix from 'radix-ui/dialog'
import { type KeyboardEvent, useId, useMemo, useState } from 'react'
import { announce } from '@/components/ui/announce'
import { isComposing } from '../composer/composerKeys'
import { useChat, useChatState, usePresenceState } from '../state/ChatProvider'
import type { ChatLocation } from '../state/useChatLocation'
import { JumpOption } from './JumpOption'
import { type JumpGroup, type JumpItem, jumpGroups } from './jumpItems'

interface JumpMenuProps {
  place: ChatLocation
  onPerson(userId: string): void
  onClose(): void
}

/** ⌘K: goes to a person, a conversation or a page by a few letters of its name. */
export function JumpMenu({ place, onPerson, onClose }: JumpMenuProps) {
  const [query, setQuery] = useState('')
  const [chosen, setChosen] = useState(0)
  const groups = useGroups(query)
  const items = groups.flatMap((group) => group.items)
  const listId = useId()
  const go = useGo(place, onPerson, onClose)
  const active = items[Math.min(chosen, items.length - 1)]
  const press = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) return
    const to = step(event.key, chosen, items.length)
    if (to !== undefined) setChosen(to)
    else if (event.key === 'Enter' && active) go(active)
    else return
    event.preventDefault()
  }
  const search = (text: string) => {
    setQuery(text)
    setChosen(0)
  }
  return (
    <Radix.Root open onOpenChange={onClose}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-50 animate-fade bg-[oklch(0.1_0.01_265/0.45)]" />
        <Radix.Content aria-describedby={undefined} className={frame}>
          <Radix.Title className="sr-only">Search or jump to</Radix.Title>
          <div className="flex h-13 shrink-0 items-center gap-2.5 border-border border-b px-4">
            <Search aria-hidden className="size-4.5 text-fg-subtle" />
            <input
              role="combobox"
              aria-label="Search people, conversations and pages"
              aria-expanded={items.length > 0}
              aria-controls={listId}
              aria-activedescendant={active && `${listId}-${active.id}`}
              autoComplete="off"
              spellCheck={false}
              placeholder="Search or jump to…"
              value={query}
              onChange={(event) => search(event.target.value)}
              onKeyDown={press}
              className="h-full flex-1 bg-transparent text-md outline-none placeholder:text-fg-subtle focus-visible:outline-none"
            />
          </div>
          <Results {...{ groups, listId, active, query }} onChoose={go} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

interface ResultsProps {
  groups: JumpGroup[]
  listId: string
  active: JumpItem | undefined
  query: string
  onChoose(item: JumpItem): void
}

function Results({ groups, listId, active, query, onChoose }: ResultsProps) {
  if (groups.length === 0) {
    return (
      <p role="status" className="p-6 text-center text-fg-muted">
        {query.trim() === '' ? 'Nobody is here yet.' : `Nobody called “${query.trim()}”.`}
      </p>
    )
  }
  return (
    <div
      id={listId}
      role="listbox"
      aria-label="Results"
      className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-2"
    >
      {groups.map(({ heading, items }) => (
        <fieldset key={heading} aria-labelledby={`${listId}-${heading}`}>
          <p id={`${listId}-${heading}`} className="px-2 py-1.5 font-medium text-fg-subtle text-xs">
            {heading}
          </p>
          {items.map((item) => (
            <JumpOption
              key={item.id}
              id={`${listId}-${item.id}`}
              item={item}
              active={item === active}
              onChoose={onChoose}
            />
          ))}
        </fieldset>
      ))}
    </div>
  )
}

function useGroups(query: string): JumpGroup[] {
  const me = useChat().me.id
  const users = usePresenceState((state) => state.users)
  const conversations = useChatState((state) => state.conversations)
  return useMemo(() => {
    const groups = jumpGroups({
      me,
      users: Object.values(users),
      conversations: Object.values(conversations),
      query,
    })
    if (query.trim() !== '') announceCount(groups)
    return groups
  }, [me, users, conversations, query])
}

function announceCount(groups: JumpGroup[]): void {
  const count = groups.reduce((sum, { items }) => sum + items.length, 0)
  queueMicrotask(() => announce(count === 1 ? '1 result' : `${count} results`))
}

function useGo(place: ChatLocation, onPerson: (id: string) => void, onClose: () => void) {
  const router = useRouter()
  const { composer } = useChat()
  return (item: JumpItem) => {
    onClose()
    if (item.kind === 'page') router.push(item.href)
    else if (item.kind === 'person') onPerson(item.person.userId)
    else {
      place.open(item.id)
      composer.focusEnd()
    }
  }
}

function step(key: string, chosen: number, count: number): number | undefined {
  if (count === 0) return undefined
  if (key === 'ArrowDown') return (chosen + 1) % count
  if (key === 'ArrowUp') return (chosen - 1 + count) % count
  return undefined
}

const frame =
  'fixed top-[12dvh] left-1/2 z-50 flex max-h-[70dvh] w-[calc(100vw-2rem)] max-w-140 -translate-x-1/2 animate-fade flex-col overflow-hidden rounded-3xl border border-border bg-raised shadow-3'
