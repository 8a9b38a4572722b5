import { Button } from '@/components/ui/Button'
import { Time } from '@/components/ui/Time'
import type { GatewayEvent } from '@/lib/gatewayProtocol'
import { ActionCell, Cell, Row, Table } from '../parts/Table'
import { Tag } from '../parts/Tag'
import { statusWords } from './eventWords'

interface EventTableProps {
  events: readonly GatewayEvent[]
  onShow(event: GatewayEvent): void
}

export function EventTable({ events, onShow }: EventTableProps) {
  return (
    <Table label="Events" columns={['Time', 'Event', 'User', 'State']}>
      {events.map((event) => (
        <EventRow key={event.messageId} event={event} onShow={() => onShow(event)} />
      ))}
    </Table>
  )
}

function EventRow({ event, onShow }: { event: GatewayEvent; onShow(): void }) {
  const { direction, userId, sentAt, status } = event
  const { tone, name } = statusWords[status]
  return (
    <Row>
      <Cell name="Time">
        <Time at={sentAt} format="ago" className="text-fg-muted" />
      </Cell>
      <Cell name="Event">
        <code className="font-mono">{event.event}</code>
      </Cell>
      <Cell name="User">
        <span className="text-fg-muted">{direction === 'to_user' ? 'to ' : 'from '}</span>
        <code className="font-mono">{userId}</code>
      </Cell>
      <Cell name="State">
        <Tag tone={tone}>{name}</Tag>
      </Cell>
      <ActionCell>
        <Button aria-label={`Show ${event.event}, ${name}, ${userId}`} onClick={onShow}>
          Show
        </Button>
      </ActionCell>
    </Row>
  )
}
