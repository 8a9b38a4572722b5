'use client'
import { ArrowUp, Check, Pencil, X } from 'lucide-react'
import type { FormEvent } from 'react'
import { cn } from '@/components/ui/cn'
import { IconButton } from '@/components/ui/IconButton'
import { Kbd } from '@/components/ui/Kbd'
import { usePreferences } from '@/components/ui/preferences'
import { useChatActions, usePresenceState } from '../state/ChatProvider'
import { FileButton } from './FileButton'
import { FileTray } from './FileTray'
import { useComposer } from './useComposer'
import { COUNT_FROM, TEXT_LIMIT } from './validateMessage'

interface ComposerProps {
  conversationId: string
  /** Whom the message goes to. */
  name: string
}

export function Composer({ conversationId, name }: ComposerProps) {
  const composer = useComposer(conversationId, { takesFiles: true })
  const { text, editing } = composer
  const submit = (event: FormEvent) => {
    event.preventDefault()
    composer.submit()
  }
  return (
    <form
      aria-label={`Message ${name}`}
      data-region="composer"
      onSubmit={submit}
      {...composer.drop}
      className="mx-auto w-full max-w-[49.5rem] shrink-0 px-3 pb-[max(0.5rem,env(safe-area-inset-bottom))] md:px-4"
    >
      <label htmlFor="composer" className="sr-only">
        Message {name}
      </label>
      {editing ? <EditingStrip /> : <FileTray files={composer.files} />}
      <div className={cn(box, editing && 'rounded-t-none')}>
        <textarea
          id="composer"
          ref={composer.field}
          rows={1}
          dir="auto"
          enterKeyHint="send"
          placeholder="Write a message…"
          value={text}
          aria-describedby="composer-hint"
          aria-invalid={text.trim().length > TEXT_LIMIT || undefined}
          onChange={(event) => composer.type(event.target.value)}
          onKeyDown={composer.press}
          onPaste={composer.paste}
          onBlur={composer.leave}
          className={field}
        />
        {!editing && <FileButton onChoose={composer.addFiles} />}
        <SendButton
          label={editing ? 'Save' : 'Send'}
          busy={editing?.saving ?? false}
          empty={text.trim() === '' && composer.files.length === 0}
          blocked={text.trim().length > TEXT_LIMIT}
        />
      </div>
      <Hint length={text.trim().length} does={editing ? 'to save' : 'to send'} />
    </form>
  )
}

export const box =
  'flex min-h-12 items-end gap-2 rounded-[14px] border border-control bg-surface p-1.5 ps-3.5 transition-[border-color] duration-100 ease-out focus-within:border-accent focus-within:ring-3 focus-within:ring-accent/20'

export const field =
  'field-sizing-content max-h-46 min-h-5.5 flex-1 resize-none self-center bg-transparent py-1 text-md outline-none [overflow-wrap:anywhere] placeholder:text-fg-subtle focus-visible:outline-none'

/** On the field while an own message is in it; the draft comes back afterwards. */
function EditingStrip() {
  const { cancelEditing } = useChatActions()
  return (
    <div className="flex h-9 items-center gap-2 rounded-t-[14px] border border-control border-b-0 bg-accent-tint ps-3.5 pe-1 text-accent-fg text-sm pointer-coarse:h-11">
      <Pencil aria-hidden className="size-4" />
      <span className="flex-1 font-medium">Editing</span>
      <span className="flex items-center gap-1 text-fg-muted text-xs pointer-coarse:hidden">
        <Kbd keys={['esc']} /> to cancel
      </span>
      <IconButton label="Cancel editing" icon={<X aria-hidden />} onClick={cancelEditing} />
    </div>
  )
}

interface SendButtonProps {
  label: string
  busy: boolean
  empty: boolean
  blocked: boolean
}

/** Dimmed while there is nothing to send, but never out of reach: it says what is missing. */
export function SendButton({ label, busy, empty, blocked }: SendButtonProps) {
  return (
    <button
      type="submit"
      aria-label={label}
      aria-busy={busy || undefined}
      aria-disabled={blocked || undefined}
      className={cn(
        'flex size-9 shrink-0 items-center justify-center rounded-lg transition-[background-color,color] duration-100 ease-out pointer-coarse:size-11',
        empty || blocked
          ? 'bg-active text-fg-muted'
          : 'bg-accent text-on-accent hover:bg-accent-hover',
      )}
    >
      {label === 'Save' ? (
        <Check aria-hidden className="size-4.5" />
      ) : (
        <ArrowUp aria-hidden className="size-4.5" />
      )}
    </button>
  )
}

export function Hint({ length, does }: { length: number; does: string }) {
  const offline = usePresenceState(({ connection }) => connection === 'offline')
  return (
    <div
      id="composer-hint"
      className="flex min-h-6 items-center gap-3 px-1.5 pt-1 text-fg-subtle text-xs pointer-coarse:min-h-1"
    >
      {offline ? (
        <span>You’re offline. Your draft is saved on this device.</span>
      ) : (
        <KeyHint does={does} />
      )}
      {length >= COUNT_FROM && (
        <span className={cn('nums ms-auto', length > TEXT_LIMIT && 'font-medium text-danger-fg')}>
          {counted(length)} of {counted(TEXT_LIMIT)}
          {length > TEXT_LIMIT && ' – too long to send'}
        </span>
      )}
    </div>
  )
}

function KeyHint({ does }: { does: string }) {
  const enterAddsLine = usePreferences((preferences) => preferences.enterAddsLine)
  return (
    <span className="flex items-center gap-1 pointer-coarse:hidden">
      {enterAddsLine ? <Kbd keys={['mod', 'enter']} /> : <Kbd keys={['enter']} />}
      {does}
      {!enterAddsLine && (
        <>
          <Kbd keys={['shift']} className="ms-2.5" />
          <Kbd keys={['enter']} />
          for a new line
        </>
      )}
    </span>
  )
}

const counted = (count: number) => new Intl.NumberFormat('en').format(count)
