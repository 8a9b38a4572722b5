'use client'
import { StickyNote } from 'lucide-react'
import dynamic from 'next/dynamic'
import { type FormEvent, type KeyboardEvent, useId, useState } from 'react'
import { box, field, Hint, SendButton } from '@/components/chat/composer/Composer'
import { FileButton } from '@/components/chat/composer/FileButton'
import { FileTray } from '@/components/chat/composer/FileTray'
import { useComposer } from '@/components/chat/composer/useComposer'
import { TEXT_LIMIT } from '@/components/chat/composer/validateMessage'
import { cn } from '@/components/ui/cn'
import { IconButton } from '@/components/ui/IconButton'
import { useAdmin } from '../../state/AdminProvider'
import { CannedChoices } from '../canned/CannedChoices'
import { useCannedChoice } from '../canned/useCannedChoice'

const CannedRepliesDialog = dynamic(() =>
  import('../canned/CannedRepliesDialog').then((module) => module.CannedRepliesDialog),
)

interface ReplyComposerProps {
  /** Of the conversation, of its notes, or of the stay that stands for it. */
  id: string
  name: string
  isNote: boolean
  /** Changes between answers and notes; absent where there is nothing to note yet. */
  onNote?(isNote: boolean): void
  takesFocus: boolean
  onLeave(): void
}

/** The chat's field, for answers and for notes, with saved replies by `/`. */
export function ReplyComposer(props: ReplyComposerProps) {
  const { id, name, isNote, onNote, takesFocus, onLeave } = props
  const composer = useComposer(id, { takesFiles: !isNote, takesFocus, onLeave })
  const { text, files } = composer
  const listId = useId()
  const [managing, setManaging] = useState(false)
  const choice = useCannedChoice({
    text,
    isOffered: !isNote,
    onTake: composer.type,
    onManage: () => setManaging(true),
  })
  const label = isNote ? 'Note for your team' : `Message ${name}`
  const submit = (event: FormEvent) => {
    event.preventDefault()
    composer.submit()
  }
  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (!choice.press(event)) composer.press(event)
  }
  return (
    <>
      <form
        aria-label={label}
        data-region="composer"
        onSubmit={submit}
        {...composer.drop}
        className="relative w-full shrink-0 px-3 pb-[max(0.5rem,env(safe-area-inset-bottom))] md:px-4"
      >
        <CannedChoices id={listId} choice={choice} />
        <label htmlFor="composer" className="sr-only">
          {label}
        </label>
        <FileTray files={files} />
        <div className={cn(box, isNote && noteLook)}>
          <textarea
            id="composer"
            ref={composer.field}
            rows={1}
            dir="auto"
            enterKeyHint="send"
            placeholder={isNote ? 'Write a note only your team sees…' : `Reply to ${name}…`}
            value={text}
            aria-describedby="composer-hint"
            aria-invalid={text.trim().length > TEXT_LIMIT || undefined}
            aria-autocomplete="list"
            {...(choice.isOpen && {
              'aria-controls': listId,
              'aria-activedescendant': `${listId}-${choice.chosen}`,
            })}
            onChange={(event) => composer.type(event.target.value)}
            onKeyDown={press}
            onPaste={composer.paste}
            onBlur={composer.leave}
            className={cn(field, isNote && 'placeholder:text-away-fg')}
          />
          {!isNote && <FileButton onChoose={composer.addFiles} />}
          <NoteButton isNote={isNote} onNote={onNote} />
          <SendButton
            label={isNote ? 'Add note' : 'Send'}
            busy={false}
            empty={text.trim() === '' && files.length === 0}
            blocked={text.trim().length > TEXT_LIMIT}
          />
        </div>
        <Hint length={text.trim().length} does={isNote ? 'to note' : 'to send'} />
      </form>
      {/* Beside the form: what is sent in the dialog would be sent here, too. */}
      <ManagedReplies isOpen={managing} onClose={() => setManaging(false)} />
    </>
  )
}

function ManagedReplies({ isOpen, onClose }: { isOpen: boolean; onClose(): void }) {
  const { canned } = useAdmin().visitors
  return isOpen ? <CannedRepliesDialog canned={canned} onClose={onClose} /> : null
}

interface NoteButtonProps {
  isNote: boolean
  onNote: ReplyComposerProps['onNote'] | undefined
}

function NoteButton({ isNote, onNote }: NoteButtonProps) {
  if (!onNote) return null
  return (
    <IconButton
      label="Note for your team"
      icon={<StickyNote aria-hidden />}
      aria-pressed={isNote}
      className="self-end"
      size={32}
      onClick={() => onNote(!isNote)}
    />
  )
}

const noteLook = 'border-away-fg border-dashed bg-away-tint'
