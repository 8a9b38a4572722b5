/** @jsxImportSource preact */
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { tabStorage } from '@/lib/client/keptStorage'
import { focusOnField } from './focusOnField'
import type { PanelProps } from './panelProps'
import type { PanelState } from './panelState'

const skippedKey = 'parley.email-skipped'

/** Asked after the first message while nobody is there to answer it; may be skipped. */
export function EmailQuestion({ state, act }: Pick<PanelProps, 'state' | 'act'>) {
  const [isSkipped, setSkipped] = useState(() => tabStorage.get(skippedKey) !== null)
  const { email } = state
  if (email?.state === 'kept')
    return (
      <p role="status" class="email">
        Thank you. We’ll write to <bdi>{email.address}</bdi>.
      </p>
    )
  if (isSkipped || !isAlone(state)) return null
  const skip = () => {
    tabStorage.set(skippedKey, '1')
    setSkipped(true)
    focusOnField()
  }
  return <EmailForm state={email?.state} onKeep={act.keepEmail} onSkip={skip} />
}

interface EmailFormProps {
  state: 'keeping' | 'kept' | 'failed' | undefined
  onKeep(address: string): void
  onSkip(): void
}

function EmailForm({ state, onKeep, onSkip }: EmailFormProps) {
  const form = useFocusHandedOn()
  const isBusy = state === 'keeping'
  return (
    <form
      class="email"
      ref={form}
      onSubmit={(event) => {
        event.preventDefault()
        const { value } = event.currentTarget.elements.namedItem('email') as HTMLInputElement
        if (!isBusy) onKeep(value.trim())
      }}
    >
      <label for="email">Nobody is here right now. Where can we answer you?</label>
      <input
        id="email"
        name="email"
        type="email"
        required
        maxLength={254}
        autocomplete="email"
        placeholder="you@example.com"
        aria-describedby="email-failed"
      />
      <p id="email-failed" role="alert">
        {state === 'failed' && 'This could not be kept. Try again.'}
      </p>
      <div class="email-ways">
        <button type="submit" class="primary" aria-disabled={isBusy}>
          Save
        </button>
        <button type="button" onClick={onSkip}>
          Skip
        </button>
      </div>
    </form>
  )
}

/** The question goes where it was answered, or somebody writes: whoever is in it is in the field then. */
function useFocusHandedOn() {
  const form = useRef<HTMLFormElement>(null)
  useLayoutEffect(() => {
    const asked = form.current
    return () => {
      if (asked?.contains(document.activeElement)) focusOnField()
    }
  }, [])
  return form
}

/** The visitor wrote last, and nobody is there. */
function isAlone({ availability, messages }: PanelState): boolean {
  return availability?.online === false && messages.at(-1)?.sender === 'user'
}
