import { FormButtons } from '@/components/form/FormButtons'
import { FormError } from '@/components/form/FormError'
import { useForm } from '@/components/form/useForm'
import { announce } from '@/components/ui/announce'
import { Field } from '@/components/ui/Field'
import { TextArea } from '@/components/ui/TextArea'
import type { CannedReply } from '@/lib/adminChatProtocol'
import type { CannedReplies } from '../../chats/cannedReplies'
import { checkReplyText, checkShortcut, shortcutOf } from './replyChecks'

interface CannedReplyFormProps {
  canned: CannedReplies
  /** Absent: a new one. */
  reply?: CannedReply
  onDone(): void
}

export function CannedReplyForm({ canned, reply, onDone }: CannedReplyFormProps) {
  const { form, busy, errors, formError, submit } = useForm({
    checks: { shortcut: checkShortcut, text: checkReplyText },
    known: { fields: { shortcut: 'This shortcut cannot be used.', text: 'This cannot be sent.' } },
    send: async ({ shortcut = '', text = '' }) => {
      const wish = { shortcut: shortcutOf(shortcut), text: text.trim() }
      await (reply ? canned.change(reply.id, wish) : canned.add(wish))
      announce('Reply saved')
      onDone()
    },
  })
  return (
    <form ref={form} onSubmit={submit} noValidate className="flex flex-col gap-4">
      <FormError>{formError}</FormError>
      <Field
        label="Shortcut"
        name="shortcut"
        autoFocus
        defaultValue={reply?.shortcut}
        placeholder="hours…"
        hint="Small letters, digits, - and _."
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        error={errors.shortcut}
      />
      <TextArea
        label="Text"
        name="text"
        rows={5}
        dir="auto"
        defaultValue={reply?.text}
        placeholder="We are here from 9 to 5…"
        error={errors.text}
      />
      <FormButtons save="Save reply" busy={busy} cancel="Back" onCancel={onDone} />
    </form>
  )
}
