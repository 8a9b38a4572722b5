'use client'
import { Search, X } from 'lucide-react'
import { type KeyboardEvent, useId } from 'react'
import { Avatar } from '@/components/ui/Avatar'
import { Button } from '@/components/ui/Button'
import { cn } from '@/components/ui/cn'
import type { PersonFound } from '@/lib/peopleProtocol'
import { isComposing } from '../composer/composerKeys'
import { usePeerPresence } from '../list/useConversationRow'
import type { PeopleSearch } from './usePeopleSearch'

interface PeopleChoiceProps {
  query: string
  search: PeopleSearch
  chosen: readonly PersonFound[]
  onQuery(query: string): void
  onToggle(person: PersonFound): void
}

/** A search field over the people it finds; Enter chooses the first. */
export function PeopleChoice({ query, search, chosen, onQuery, onToggle }: PeopleChoiceProps) {
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || isComposing(event.nativeEvent) || query.trim() === '') return
    event.preventDefault()
    void search.first().then((person) => {
      if (!person) return
      onToggle(person)
      onQuery('')
    })
  }
  return (
    <>
      <div className="relative shrink-0">
        <Search aria-hidden className="absolute start-3 top-3.5 size-4 text-fg-subtle" />
        <input
          type="search"
          aria-label="Search people"
          autoComplete="off"
          placeholder="Search people…"
          value={query}
          onChange={(event) => onQuery(event.target.value)}
          onKeyDown={press}
          className="h-11 w-full rounded-md border border-control bg-surface ps-9 pe-3 text-base placeholder:text-fg-subtle"
        />
      </div>
      <fieldset className="-mx-2 min-h-0 flex-1 overflow-y-auto overscroll-contain px-2">
        <legend className="sr-only">People</legend>
        {search.failure ? (
          <p role="alert" className="flex items-center gap-3 py-3 text-danger-fg text-sm">
            {search.failure}
            <Button onClick={search.again}>Retry</Button>
          </p>
        ) : (
          <Found query={query} search={search} chosen={chosen} onToggle={onToggle} />
        )}
      </fieldset>
    </>
  )
}

type FoundProps = Omit<PeopleChoiceProps, 'onQuery'>

function Found({ query, search, chosen, onToggle }: FoundProps) {
  if (search.phase === 'found' && search.people.length === 0) {
    return (
      <p className="py-6 text-center text-fg-muted text-sm">
        {query.trim() === '' ? 'Nobody else is here yet.' : `Nobody called “${query.trim()}”.`}
      </p>
    )
  }
  return search.people.map((person) => (
    <PersonOption
      key={person.userId}
      person={person}
      checked={chosen.some(({ userId }) => userId === person.userId)}
      onToggle={onToggle}
    />
  ))
}

interface PersonOptionProps {
  person: PersonFound
  checked: boolean
  onToggle(person: PersonFound): void
}

function PersonOption({ person, checked, onToggle }: PersonOptionProps) {
  const presence = usePeerPresence(person.userId)
  const id = useId()
  return (
    <label htmlFor={id} className={cn(optionLook, checked && 'bg-selected')}>
      <Avatar
        userId={person.userId}
        name={person.name}
        src={person.avatar}
        size={32}
        presence={presence}
        ringClassName="ring-raised"
      />
      <span className="min-w-0 flex-1">
        <span className="block truncate" title={person.name}>
          <bdi>{person.name}</bdi>
        </span>
        <span className="block text-fg-subtle text-xs">{presence && words[presence]}</span>
      </span>
      <input
        id={id}
        type="checkbox"
        checked={checked}
        onChange={() => onToggle(person)}
        className="size-4.5 accent-accent"
      />
    </label>
  )
}

const words = { online: 'Online', away: 'Away', busy: 'Busy', offline: 'Offline' }

const optionLook =
  'flex min-h-12.5 cursor-pointer items-center gap-2.5 rounded-lg px-2 hover:bg-hover has-focus-visible:outline-2 has-focus-visible:outline-ring has-focus-visible:-outline-offset-2'

interface ChosenPeopleProps {
  people: readonly PersonFound[]
  onRemove(person: PersonFound): void
}

export function ChosenPeople({ people, onRemove }: ChosenPeopleProps) {
  if (people.length === 0) return null
  return (
    <ul aria-label="Chosen" className="flex max-h-24 shrink-0 flex-wrap gap-1.5 overflow-y-auto">
      {people.map((person) => (
        <li key={person.userId} className="max-w-full">
          <button
            type="button"
            aria-label={`Remove ${person.name}`}
            onClick={() => onRemove(person)}
            className="flex h-7 max-w-full items-center gap-1 rounded-full bg-accent-tint ps-2.5 pe-1.5 text-accent-fg text-sm hover:bg-selected pointer-coarse:h-11"
          >
            <bdi className="truncate">{person.name}</bdi>
            <X aria-hidden className="size-3.5 shrink-0" />
          </button>
        </li>
      ))}
    </ul>
  )
}
