'use client'
import { useState } from 'react'
import { Button } from '@/components/ui/Button'
import { Dialog } from '@/components/ui/Dialog'

interface ConfirmProps {
  title: string
  /** What will be gone, and for whom. */
  description: string
  /** The words on the button that does it. */
  action: string
  onClose(): void
  /** Stays open with the reason when it rejects. */
  onConfirm(): Promise<void>
}

/** Asks before something that cannot be taken back. */
export function Confirm({ title, description, action, onClose, onConfirm }: ConfirmProps) {
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
          <Button size="md" variant="danger" busy={busy} onClick={() => void confirm()}>
            {action}
          </Button>
        </>
      }
    >
      {failure && (
        <p role="alert" className="text-danger-fg text-sm">
          {failure}
        </p>
      )}
    </Dialog>
  )
}
