'use client'
import { useState } from 'react'
import { Button } from './Button'
import { Dialog } from './Dialog'
import { Field } from './Field'

interface ConfirmProps {
  title: string
  /** What will be gone, and for whom. */
  description: string
  /** The words on the button that does it. */
  action: string
  /** Has to be typed first, where much hangs on it. */
  nameToType?: string | undefined
  onClose(): void
  /** Stays open with the reason when it rejects. */
  onConfirm(): Promise<void>
}

/** Asks before something that cannot be taken back. */
export function Confirm(props: ConfirmProps) {
  const { title, description, action, nameToType, onClose, onConfirm } = props
  const [typed, setTyped] = useState('')
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()
  const confirm = async () => {
    setBusy(true)
    try {
      await onConfirm()
      onClose()
    } catch (error) {
      setFailure((error as Error).message)
      setBusy(false)
    }
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={title}
      description={description}
      footer={
        <>
          <Button size="md" onClick={onClose}>
            Cancel
          </Button>
          <Button
            size="md"
            variant="danger"
            busy={busy}
            disabled={nameToType !== undefined && typed.trim() !== nameToType}
            onClick={() => void confirm()}
          >
            {action}
          </Button>
        </>
      }
    >
      {nameToType !== undefined && (
        <Field
          label={`Type “${nameToType}” to go on`}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          autoComplete="off"
        />
      )}
      {failure && (
        <p role="alert" className="text-danger-fg text-sm">
          {failure}
        </p>
      )}
    </Dialog>
  )
}
