'use client'
import { CircleCheck } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { Button } from '@/components/ui/Button'
import { CopyButton } from './CopyButton'

interface SecretProps {
  title: ReactNode
  /** `The new key`. */
  label: string
  secret: string
  onSaved(): void
}

/** A secret that is shown this once. It stays until it was saved; leaving the page warns. */
export function Secret({ title, label, secret, onSaved }: SecretProps) {
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    field.current?.focus()
    field.current?.select()
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [])
  return (
    <section
      aria-label={label}
      className="flex flex-col gap-3 rounded-xl bg-online-tint p-4 sm:p-5"
    >
      <p role="status" className="flex items-start gap-2 font-medium text-online-fg">
        <CircleCheck aria-hidden className="mt-0.5 size-4.5" />
        <span className="min-w-0 [overflow-wrap:anywhere]">{title}</span>
      </p>
      <div className="flex flex-wrap gap-2">
        <input
          ref={field}
          readOnly
          aria-label={label}
          value={secret}
          className="h-9 min-w-0 flex-1 basis-60 rounded-md border border-control bg-surface px-3 font-mono text-fg text-sm"
        />
        <CopyButton text={secret} label={`Copy ${label.toLowerCase()}`} />
        <Button size="md" onClick={onSaved}>
          I’ve saved it
        </Button>
      </div>
    </section>
  )
}
