'use client'
import { type FormEvent, useRef, useState } from 'react'
import { Button } from '@/components/ui/Button'
import { Dialog } from '@/components/ui/Dialog'
import { Field } from '@/components/ui/Field'
import type { PersonFound } from '@/lib/peopleProtocol'
import { useChatActions } from '../state/ChatProvider'
import { ChosenPeople, PeopleChoice } from './PeopleChoice'
import { usePeopleSearch } from './usePeopleSearch'

interface NewConversationProps {
  onClose(): void
  onOpen(conversationId: string): void
}

/** Choosing one person opens the conversation with them, several make a group with a name. */
export function NewConversation({ onClose, onOpen }: NewConversationProps) {
  const [chosen, setChosen] = useState<readonly PersonFound[]>([])
  const [query, setQuery] = useState('')
  const [name, setName] = useState('')
  const search = usePeopleSearch(query)
  const opening = useOpening(chosen, name, onOpen)
  const toggle = (person: PersonFound) => setChosen((before) => toggled(before, person))
  const isGroup = chosen.length > 1
  return (
    <Dialog open onOpenChange={onClose} title="New conversation" className="h-140">
      <form onSubmit={opening.submit} noValidate className="flex min-h-0 flex-1 flex-col gap-3">
        <ChosenPeople people={chosen} onRemove={toggle} />
        {isGroup && (
          <Field
            ref={opening.nameField}
            label="Group name"
            placeholder="Support rota…"
            value={name}
            error={opening.errors.name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
        <PeopleChoice {...{ query, search, chosen }} onQuery={setQuery} onToggle={toggle} />
        {opening.errors.form && (
          <p role="alert" className="text-danger-fg text-sm">
            {opening.errors.form}
          </p>
        )}
        <footer className="flex justify-end gap-2">
          <Button size="md" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" size="md" variant="primary" busy={opening.busy}>
            {isGroup ? 'Create group' : 'Start chat'}
          </Button>
        </footer>
      </form>
    </Dialog>
  )
}

function toggled(chosen: readonly PersonFound[], person: PersonFound): PersonFound[] {
  const others = chosen.filter(({ userId }) => userId !== person.userId)
  return others.length < chosen.length ? others : [...chosen, person]
}

function useOpening(
  chosen: readonly PersonFound[],
  name: string,
  onOpen: (conversationId: string) => void,
) {
  const { openWith, openGroup } = useChatActions()
  const nameField = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const [errors, setErrors] = useState<{ name?: string; form?: string }>({})
  const open = async () => {
    const [first, ...more] = chosen
    if (!first) return setErrors({ form: 'Choose somebody first.' })
    if (more.length > 0 && name.trim() === '') {
      nameField.current?.focus()
      return setErrors({ name: 'Give the group a name.' })
    }
    setBusy(true)
    setErrors({})
    try {
      const userIds = chosen.map(({ userId }) => userId)
      onOpen(await (more.length > 0 ? openGroup(userIds, name.trim()) : openWith(first.userId)))
    } catch (error) {
      setErrors({ form: (error as Error).message })
      setBusy(false)
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!busy) void open()
  }
  return { nameField, busy, errors, submit }
}
