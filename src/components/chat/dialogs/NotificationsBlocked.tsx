'use client'
import { Button } from '@/components/ui/Button'
import { Dialog } from '@/components/ui/Dialog'

/** Only the browser can undo what was said to the browser. */
export function NotificationsBlocked({ onClose }: { onClose(): void }) {
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Notifications are blocked"
      description="This browser was told not to show notifications of this page. Only you can change that, in the browser:"
      footer={
        <Button size="md" variant="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      <ol className="flex list-decimal flex-col gap-1.5 ps-5 text-base">
        <li>Click the symbol at the start of the address bar.</li>
        <li>Find “Notifications” among the permissions and choose “Allow”.</li>
        <li>Come back here: the bell tells when they are on.</li>
      </ol>
    </Dialog>
  )
}
