'use client'
import { Eye, EyeOff } from 'lucide-react'
import { type ChangeEvent, useState } from 'react'
import { Field, type FieldProps } from './Field'
import { passwordStrength } from './passwordStrength'

interface PasswordFieldProps extends Omit<FieldProps, 'type' | 'end'> {
  /** Says in words how strong a new password is. */
  strength?: boolean
}

export function PasswordField({ strength = false, hint, onChange, ...field }: PasswordFieldProps) {
  const [shown, setShown] = useState(false)
  const [written, setWritten] = useState('')
  const follow = (event: ChangeEvent<HTMLInputElement>) => {
    if (strength) setWritten(event.target.value)
    onChange?.(event)
  }
  return (
    <Field
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
      {...field}
      type={shown ? 'text' : 'password'}
      onChange={follow}
      hint={strength ? <span aria-live="polite">{passwordStrength(written)}</span> : hint}
      end={<ShowButton shown={shown} onToggle={() => setShown(!shown)} />}
    />
  )
}

function ShowButton({ shown, onToggle }: { shown: boolean; onToggle(): void }) {
  const Icon = shown ? EyeOff : Eye
  return (
    <button
      type="button"
      aria-label="Show password"
      aria-pressed={shown}
      onClick={onToggle}
      className="flex size-9 items-center justify-center rounded-sm text-fg-muted hover:bg-hover hover:text-fg pointer-coarse:size-11"
    >
      <Icon aria-hidden className="size-4.5" />
    </button>
  )
}
