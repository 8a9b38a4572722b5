'use client'
import { useCallback, useState } from 'react'
import { Button } from '@/components/ui/Button'
import { Time } from '@/components/ui/Time'
import { toast } from '@/components/ui/Toaster'
import type {
  WebhookDeliveriesAnswer,
  WebhookDelivery,
  WebhookEndpoint,
} from '@/lib/webhookProtocol'
import { LoadedPart } from '../parts/LoadedPart'
import { ActionCell, Cell, Row, Table } from '../parts/Table'
import { useDevelopers } from '../state/DevelopersProvider'
import { useEvery } from '../state/useEvery'
import type { Loaded } from '../state/useLoaded'
import { DeliveryDialog } from './DeliveryDialog'
import { DeliveryState } from './DeliveryState'

const LOOK_EVERY_MS = 3000

interface DeliveriesProps {
  endpoint: WebhookEndpoint
  loaded: Loaded<Omit<WebhookDeliveriesAnswer, 'success'>>
}

/** What was sent to an endpoint, newest first, and what became of it. */
export function Deliveries({ endpoint, loaded }: DeliveriesProps) {
  const { api } = useDevelopers()
  const { reload } = loaded
  const [older, setOlder] = useState<Omit<WebhookDeliveriesAnswer, 'success'>>()
  const [shown, setShown] = useState<string>()
  useEvery(
    LOOK_EVERY_MS,
    useCallback(() => void reload(), [reload]),
  )
  const readMore = async (cursor: string) => {
    try {
      const page = await api.deliveries(endpoint.id, cursor)
      setOlder({ ...page, deliveries: [...(older?.deliveries ?? []), ...page.deliveries] })
    } catch (error) {
      toast.error('Couldn’t load earlier deliveries', { description: (error as Error).message })
    }
  }
  return (
    <LoadedPart loaded={loaded} failure="Couldn’t load the deliveries.">
      {(newest) => {
        const deliveries = joined(newest.deliveries, older?.deliveries ?? [])
        const cursor = older ? older.nextCursor : newest.nextCursor
        if (deliveries.length === 0)
          return <p className="text-fg-muted text-sm">Nothing was sent yet.</p>
        return (
          <>
            <Table
              label={`Deliveries to ${endpoint.url}`}
              columns={['Time', 'Event', 'Answer', 'Took']}
            >
              {deliveries.map((delivery) => (
                <DeliveryRow
                  key={delivery.id}
                  delivery={delivery}
                  onShow={() => setShown(delivery.id)}
                />
              ))}
            </Table>
            {cursor && (
              <Button className="self-center" onClick={() => void readMore(cursor)}>
                Show earlier
              </Button>
            )}
            {shown && (
              <DeliveryDialog
                id={shown}
                onClose={() => {
                  setShown(undefined)
                  void reload()
                }}
              />
            )}
          </>
        )
      }}
    </LoadedPart>
  )
}

/** Newer pages are read again and again, and grow into the older ones. */
function joined(newest: readonly WebhookDelivery[], older: readonly WebhookDelivery[]) {
  const known = new Set(newest.map(({ id }) => id))
  return [...newest, ...older.filter(({ id }) => !known.has(id))]
}

function DeliveryRow({ delivery, onShow }: { delivery: WebhookDelivery; onShow(): void }) {
  const { createdAt, type, lastDurationMs } = delivery
  return (
    <Row>
      <Cell name="Time">
        <Time at={createdAt} format="ago" className="text-fg-muted" />
      </Cell>
      <Cell name="Event">
        <code className="font-mono">{type}</code>
      </Cell>
      <Cell name="Answer">
        <DeliveryState delivery={delivery} />
      </Cell>
      <Cell name="Took">
        <span className="nums text-fg-muted">
          {lastDurationMs === undefined ? '–' : `${lastDurationMs} ms`}
        </span>
      </Cell>
      <ActionCell>
        <Button aria-label={`Show ${type}`} onClick={onShow}>
          Show
        </Button>
      </ActionCell>
    </Row>
  )
}
