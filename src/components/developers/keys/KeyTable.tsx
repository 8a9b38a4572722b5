'use client'
import { Time } from '@/components/ui/Time'
import { useNow } from '@/components/ui/ticker'
import type { ApiKey, Site } from '@/lib/developersProtocol'
import { RowMenu } from '../parts/RowMenu'
import { ActionCell, Cell, Row, Table } from '../parts/Table'
import { Tag } from '../parts/Tag'
import type { KeyQuestion } from './KeyDialogs'
import { isForgotten, powersOf } from './keyWords'

interface KeyTableProps {
  keys: readonly ApiKey[]
  sites: readonly Site[]
  onAsk(question: KeyQuestion): void
}

export function KeyTable({ keys, sites, onAsk }: KeyTableProps) {
  return (
    <Table label="API keys" columns={['Name', 'Key', 'Can do', 'Last used', 'Created']}>
      {keys.map((key) => (
        <KeyRow key={key.id} apiKey={key} sites={sites} onAsk={onAsk} />
      ))}
    </Table>
  )
}

interface KeyRowProps extends Omit<KeyTableProps, 'keys'> {
  apiKey: ApiKey
}

function KeyRow({ apiKey, sites, onAsk }: KeyRowProps) {
  const { name, shown, createdAt, replacedBy } = apiKey
  const bound = sites.filter(({ id }) => apiKey.sites.includes(id)).map(({ domain }) => domain)
  return (
    <Row>
      <Cell>
        <span className="font-medium max-md:pe-10">{name}</span>
        {bound.length > 0 && (
          <span className="block text-fg-subtle text-xs">Only on {bound.join(', ')}</span>
        )}
        <KeyEnd apiKey={apiKey} />
      </Cell>
      <Cell name="Key">
        <code className="whitespace-nowrap font-mono text-fg-muted">{shown}</code>
      </Cell>
      <Cell name="Can do">
        <span className="flex flex-wrap gap-1.5">
          {powersOf(apiKey).map((power) => (
            <Tag key={power}>{power}</Tag>
          ))}
        </span>
      </Cell>
      <Cell name="Last used">
        <LastUse apiKey={apiKey} />
      </Cell>
      <Cell name="Created">
        <Time at={createdAt} format="ago" className="whitespace-nowrap text-fg-muted" />
      </Cell>
      <ActionCell>
        <RowMenu
          label={`${name}, actions`}
          items={[
            { name: 'Change…', onSelect: () => onAsk({ ask: 'change', key: apiKey }) },
            ...(replacedBy
              ? []
              : [{ name: 'Rotate…', onSelect: () => onAsk({ ask: 'rotate', key: apiKey }) }]),
            {
              name: 'Revoke…',
              danger: true,
              onSelect: () => onAsk({ ask: 'revoke', key: apiKey }),
            },
          ]}
        />
      </ActionCell>
    </Row>
  )
}

function KeyEnd({ apiKey: { expiresAt, replacedBy } }: { apiKey: ApiKey }) {
  const now = useNow()
  if (!expiresAt || now === undefined) return null
  const isOver = Date.parse(expiresAt) <= now
  const coming = replacedBy ? 'Replaced, ends' : 'Ends'
  return (
    <span className="block pt-1">
      <Tag tone={isOver ? 'bad' : 'warning'}>
        {isOver ? 'Ended' : coming} <Time at={expiresAt} format="full" />
      </Tag>
    </span>
  )
}

function LastUse({ apiKey }: { apiKey: ApiKey }) {
  const now = useNow()
  const { lastUsedAt } = apiKey
  return (
    <span className="flex flex-wrap items-center gap-1.5 text-fg-muted">
      {lastUsedAt ? <Time at={lastUsedAt} format="ago" className="whitespace-nowrap" /> : 'Never'}
      {now !== undefined && isForgotten(apiKey, now) && (
        <Tag tone="warning">unused for 90 days</Tag>
      )}
    </span>
  )
}
