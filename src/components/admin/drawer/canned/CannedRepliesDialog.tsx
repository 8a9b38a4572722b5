'use client'
import { Trash2 } from 'lucide-react'
import { type FormEvent, useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { announce } from '@/components/ui/announce'
import { Button } from '@/components/ui/Button'
import { Dialog } from '@/components/ui/Dialog'
import { Field } from '@/components/ui/Field'
import { IconButton } from '@/components/ui/IconButton'
import type { CannedReply } from '@/lib/adminChatProtocol'
import { useAdmin } from '../../state/AdminProvider'

/** The tenant's saved replies: read, added, removed. */
export function CannedRepliesDialog({ onClose }: { onClose(): void }) {
  const { canned } = useAdmin().visitors
  const replies = useStore(canned, (state) => state.replies)
  const unread = useStore(canned, (state) => state.failure)
  const [failure, setFailure] = useState<string>()
  useEffect(() => canned.read(), [canned])
  const remove = (reply: CannedReply) =>
    void canned.remove(reply.id).then(
      () => announce('Reply removed'),
      (error: Error) => setFailure(error.message),
    )
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Saved replies"
      description="Type / and the shortcut in an empty message field. The whole team has them."
    >
      {(failure ?? unread) && (
        <p role="alert" className="text-danger-fg text-sm">
          {failure ?? unread}
        </p>
      )}
      {replies?.length === 0 && <p className="text-fg-muted text-sm">No saved replies yet.</p>}
      {replies && replies.length > 0 && (
        <ul className="-mx-2 flex max-h-60 flex-col overflow-y-auto overscroll-contain">
          {replies.map((reply) => (
            <li key={reply.id} className="flex items-start gap-2 rounded-md px-2 py-1.5">
              <p className="min-w-0 flex-1 text-sm">
                <span className="block font-medium font-mono text-xs">/{reply.shortcut}</span>
                <span className="text-fg-muted [overflow-wrap:anywhere]">{reply.text}</span>
              </p>
              <IconButton
                label={`Remove /${reply.shortcut}`}
                icon={<Trash2 aria-hidden />}
                onClick={() => remove(reply)}
              />
            </li>
          ))}
        </ul>
      )}
      <NewReply />
    </Dialog>
  )
}

function NewReply() {
  const { canned } = useAdmin().visitors
  const [shortcut, setShortcut] = useState('')
  const [text, setText] = useState('')
  const [failure, setFailure] = useState<string>()
  const [busy, setBusy] = useState(false)
  const add = async () => {
    setBusy(true)
    setFailure(undefined)
    try {
      await canned.add({ shortcut: shortcut.trim().replace(/^\//, ''), text: text.trim() })
      announce('Reply saved')
      setShortcut('')
      setText('')
    } catch (error) {
      setFailure((error as Error).message)
    } finally {
      setBusy(false)
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!busy) void add()
  }
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-3">
      <Field
        label="Shortcut"
        placeholder="hours…"
        hint="Small letters, digits, - and _."
        autoComplete="off"
        value={shortcut}
        onChange={(event) => setShortcut(event.target.value)}
      />
      <Field
        label="Text"
        placeholder="We are here from 9 to 5…"
        autoComplete="off"
        value={text}
        error={failure}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="flex justify-end">
        <Button type="submit" size="md" variant="primary" busy={busy}>
          Save reply
        </Button>
      </div>
    </form>
  )
}
