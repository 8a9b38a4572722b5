'use client'
import { Confirm } from '@/components/ui/Confirm'
import { toast } from '@/components/ui/Toaster'
import type { WebhookEndpoint, WebhookSecretAnswer } from '@/lib/webhookProtocol'
import { useDevelopers } from '../state/DevelopersProvider'
import { EndpointForm } from './EndpointForm'

/** What is being asked about the endpoints. */
export type WebhookQuestion =
  | { ask: 'add' }
  | { ask: 'change' | 'rotate' | 'delete'; endpoint: WebhookEndpoint }

interface WebhookDialogsProps {
  question: WebhookQuestion | undefined
  onDone(answer?: WebhookSecretAnswer): Promise<void>
}

export function WebhookDialogs({ question, onDone }: WebhookDialogsProps) {
  const { api } = useDevelopers()
  if (!question) return null
  const close = () => void onDone()
  if (question.ask === 'add') return <EndpointForm onClose={close} onMade={onDone} />
  const { endpoint } = question
  if (question.ask === 'change')
    return <EndpointForm endpoint={endpoint} onClose={close} onMade={onDone} />
  if (question.ask === 'rotate')
    return (
      <Confirm
        title="Rotate the signing secret?"
        description={`You get a new secret for ${endpoint.url}. The old one signs beside it for a day.`}
        action="Rotate secret"
        onClose={close}
        onConfirm={async () => void onDone(await api.rotateWebhook(endpoint.id))}
      />
    )
  return (
    <Confirm
      title="Delete the endpoint?"
      description={`${endpoint.url} hears of nothing any more, and its deliveries are forgotten.`}
      action="Delete endpoint"
      onClose={close}
      onConfirm={async () => {
        await api.removeWebhook(endpoint.id)
        toast.success('The endpoint was deleted')
      }}
    />
  )
}
