/** @jsxImportSource preact */
import { useState } from 'preact/hooks'
import { tabStorage } from '@/lib/client/keptStorage'
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
    document.getElementById('composer')?.focus()
  }
  return (
    <form
      class="email"
      onSubmit={(event) => {
        event.preventDefault()
        const { value } = event.currentTarget.elements.namedItem('email') as HTMLInputElement
        act.keepEmail(value.trim())
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
        {email?.state === 'failed' && 'This could not be kept. Try again.'}
      </p>
      <div class="email-ways">
        <button type="submit" class="primary" disabled={email?.state === 'keeping'}>
          Save
        </button>
        <button type="button" onClick={skip}>
          Skip
        </button>
      </div>
    </form>
  )
}

/** The visitor wrote last, and nobody is there. */
function isAlone({ availability, messages }: PanelState): boolean {
  return availability?.online === false && messages.at(-1)?.sender === 'user'
}
