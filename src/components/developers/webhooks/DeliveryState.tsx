import { Time } from '@/components/ui/Time'
import type { WebhookDelivery } from '@/lib/webhookProtocol'
import { Tag } from '../parts/Tag'

/** `200`, `500 · try 2, next in 4 min`, or why there was no answer. */
export function DeliveryState({ delivery }: { delivery: WebhookDelivery }) {
  const { state, attempts, lastStatus, lastError, nextAttemptAt } = delivery
  const answer = lastStatus ?? lastError
  if (state === 'delivered') return <Tag tone="good">{answer ?? 'Delivered'}</Tag>
  if (state === 'failed') return <Tag tone="bad">{answer ?? 'Failed'} · given up</Tag>
  if (attempts === 0) return <Tag>On its way</Tag>
  return (
    <Tag tone="warning">
      {answer} · {attempts === 1 ? '1 try' : `${attempts} tries`}
      {nextAttemptAt && (
        <>
          , again <Time at={nextAttemptAt} format="group" />
        </>
      )}
    </Tag>
  )
}
