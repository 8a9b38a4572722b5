'use client'
import { useCallback, useState } from 'react'
import { Button } from '@/components/ui/Button'
import { Switch } from '@/components/ui/Switch'
import { toast } from '@/components/ui/Toaster'
import type { WebhookEndpoint } from '@/lib/webhookProtocol'
import { Panel } from '../parts/Panel'
import { RowMenu } from '../parts/RowMenu'
import { Tag } from '../parts/Tag'
import { useDevelopers } from '../state/DevelopersProvider'
import { useLoaded } from '../state/useLoaded'
import { Deliveries } from './Deliveries'
import type { WebhookQuestion } from './WebhookDialogs'

interface EndpointCardProps {
  endpoint: WebhookEndpoint
  onAsk(question: WebhookQuestion): void
  onChanged(): Promise<void>
}

export function EndpointCard({ endpoint, onAsk, onChanged }: EndpointCardProps) {
  const { api } = useDevelopers()
  const { id, url, events, enabled, disabledReason } = endpoint
  const deliveries = useLoaded(useCallback(() => api.deliveries(id), [api, id]))
  const [busy, setBusy] = useState(false)
  const during = async (failure: string, call: () => Promise<unknown>) => {
    setBusy(true)
    try {
      await call()
    } catch (error) {
      toast.error(failure, { description: (error as Error).message })
    }
    setBusy(false)
  }
  const test = () =>
    during('Couldn’t send the test event', async () => {
      await api.testWebhook(id)
      await deliveries.reload()
      toast.success('The test event is on its way')
    })
  const turn = (on: boolean) =>
    during('Couldn’t change it', async () => {
      await api.changeWebhook(id, { enabled: on })
      await onChanged()
    })
  return (
    <Panel
      title={url}
      action={
        <span className="flex items-center gap-1">
          <Button busy={busy} onClick={() => void test()}>
            Send test event
          </Button>
          <RowMenu
            label={`${url}, actions`}
            items={[
              { name: 'Change…', onSelect: () => onAsk({ ask: 'change', endpoint }) },
              { name: 'Rotate secret…', onSelect: () => onAsk({ ask: 'rotate', endpoint }) },
              { name: 'Delete…', danger: true, onSelect: () => onAsk({ ask: 'delete', endpoint }) },
            ]}
          />
        </span>
      }
    >
      <Switch
        label="Events are sent"
        hint={!enabled && disabledReason}
        checked={enabled}
        onChange={(on) => void turn(on)}
      />
      <p className="flex flex-wrap gap-1.5">
        {events.map((event) => (
          <Tag key={event}>{event}</Tag>
        ))}
      </p>
      <Deliveries endpoint={endpoint} loaded={deliveries} />
    </Panel>
  )
}
