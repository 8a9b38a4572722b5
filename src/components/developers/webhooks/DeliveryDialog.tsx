'use client'
import { useCallback, useState } from 'react'
import { Button } from '@/components/ui/Button'
import { Dialog } from '@/components/ui/Dialog'
import { Time } from '@/components/ui/Time'
import { toast } from '@/components/ui/Toaster'
import type { WebhookAttempt, WebhookDeliveryAnswer } from '@/lib/webhookProtocol'
import { CodeBlock } from '../parts/CodeBlock'
import { LoadedPart } from '../parts/LoadedPart'
import { jsonOf } from '../push/jsonText'
import { useDevelopers } from '../state/DevelopersProvider'
import { useLoaded } from '../state/useLoaded'
import { DeliveryState } from './DeliveryState'

interface DeliveryDialogProps {
  id: string
  onClose(): void
}

/** The body as it was posted, every answer, and the way to post it again. */
export function DeliveryDialog({ id, onClose }: DeliveryDialogProps) {
  const { api } = useDevelopers()
  const loaded = useLoaded(useCallback(() => api.delivery(id), [api, id]))
  const [busy, setBusy] = useState(false)
  const again = async () => {
    setBusy(true)
    try {
      await api.redeliver(id)
      toast.success('It is on its way again')
      onClose()
    } catch (error) {
      toast.error('Couldn’t send it again', { description: (error as Error).message })
      setBusy(false)
    }
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Delivery"
      className="max-w-160"
      footer={
        <Button size="md" variant="primary" busy={busy} onClick={() => void again()}>
          Redeliver
        </Button>
      }
    >
      <LoadedPart loaded={loaded} failure="Couldn’t load the delivery.">
        {(found) => <Found {...found} />}
      </LoadedPart>
    </Dialog>
  )
}

function Found({ delivery, payload, attempts }: Omit<WebhookDeliveryAnswer, 'success'>) {
  return (
    <>
      <p className="flex flex-wrap items-center gap-2 text-sm">
        <code className="font-mono">{delivery.type}</code>
        <DeliveryState delivery={delivery} />
      </p>
      <CodeBlock label="The body" code={JSON.stringify(jsonOf(payload).value, null, 2)} />
      <section aria-label="Tries" className="flex flex-col gap-2">
        <h3 className="font-medium text-sm">Tries</h3>
        {attempts.length === 0 && <p className="text-fg-muted text-sm">None yet.</p>}
        <ol className="flex flex-col gap-2">
          {attempts.map((attempt) => (
            <Try key={attempt.at} attempt={attempt} />
          ))}
        </ol>
      </section>
    </>
  )
}

function Try({
  attempt: { at, status, error, response, durationMs },
}: {
  attempt: WebhookAttempt
}) {
  return (
    <li className="rounded-lg bg-sunken px-3 py-2 text-sm">
      <p className="flex flex-wrap gap-x-3">
        <b className="font-medium">{status ?? error ?? 'No answer'}</b>
        <span className="nums text-fg-muted">{durationMs} ms</span>
        <Time at={at} format="full" className="text-fg-muted" />
      </p>
      {response && (
        <pre className="mt-1 whitespace-pre-wrap font-mono text-fg-muted text-xs [overflow-wrap:anywhere]">
          {response}
        </pre>
      )}
    </li>
  )
}
