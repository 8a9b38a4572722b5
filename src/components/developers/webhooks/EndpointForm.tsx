'use client'
import { FormButtons } from '@/components/form/FormButtons'
import { FormError } from '@/components/form/FormError'
import { useForm } from '@/components/form/useForm'
import { Dialog } from '@/components/ui/Dialog'
import { Field } from '@/components/ui/Field'
import type { WebhookEndpoint, WebhookEventType, WebhookSecretAnswer } from '@/lib/webhookProtocol'
import { Ticks } from '../parts/Ticks'
import { useDevelopers } from '../state/DevelopersProvider'
import { eventChoices } from './eventChoices'

interface EndpointFormProps {
  /** Absent: a new one. */
  endpoint?: WebhookEndpoint
  onClose(): void
  onMade(answer: WebhookSecretAnswer): Promise<void>
}

export function EndpointForm({ endpoint, onClose, onMade }: EndpointFormProps) {
  const { api } = useDevelopers()
  const { form, busy, errors, formError, submit } = useForm({
    checks: { events: (one) => (one ? undefined : refused.events) },
    known: { fields: refused },
    send: async ({ url = '' }, all) => {
      const wish = { url: url.trim(), events: all.getAll('events') as WebhookEventType[] }
      if (!endpoint) return onMade(await api.createWebhook(wish))
      await api.changeWebhook(endpoint.id, wish)
      onClose()
    },
  })
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={endpoint ? 'Change the endpoint' : 'Add an endpoint'}
    >
      <form ref={form} onSubmit={submit} noValidate className="flex flex-col gap-4">
        <FormError>{formError}</FormError>
        <Field
          label="Address"
          name="url"
          inputMode="url"
          autoComplete="off"
          placeholder="https://acme.com/parley"
          defaultValue={endpoint?.url}
          error={errors.url}
        />
        <Ticks
          legend="It is told of"
          name="events"
          options={eventChoices}
          chosen={endpoint?.events ?? ['message.created']}
          error={errors.events}
        />
        <FormButtons save={endpoint ? 'Save' : 'Add endpoint'} busy={busy} onCancel={onClose} />
      </form>
    </Dialog>
  )
}

const refused = {
  url: 'An address looks like https://acme.com/parley, and is not inside a private network.',
  events: 'Choose what it is told of.',
}
