'use client'
import { type ReactNode, useState } from 'react'
import { Button } from './Button'
import { Dialog } from './Dialog'

interface ConfirmProps {
  title: string
  /** What will be gone, and for whom. */
  description: string
  /** The words on the button that does it. */
  action: string
  /** False while something has to be said first. */
  ready?: boolean
  children?: ReactNode
  onClose(): void
  /** Stays open with the reason when it rejects. */
  onConfirm(): Promise<void>
}

/** Asks before something that cannot be taken back. */
export function Confirm(props: ConfirmProps) {
  const { title, description, action, ready = true, children, onClose, onConfirm } = props
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
            disabled={!ready}
            onClick={() => void confirm()}
          >
            {action}
          </Button>
        </>
      }
    >
      {children}
      {failure && (
        <p role="alert" className="text-danger-fg text-sm">
          {failure}
        </p>
      )}
    </Dialog>
  )
}
