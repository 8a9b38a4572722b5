import { Time } from '@/components/ui/Time'
import type { IdentitySecret } from '@/lib/developersProtocol'
import { RowMenu } from '../parts/RowMenu'
import { ActionCell, Cell, Row, Table } from '../parts/Table'
import type { IdentityQuestion } from './IdentityDialogs'

interface IdentityTableProps {
  secrets: readonly IdentitySecret[]
  onAsk(question: IdentityQuestion): void
}

export function IdentityTable({ secrets, onAsk }: IdentityTableProps) {
  return (
    <Table label="Identity secrets" columns={['Name', 'Secret', 'Last used', 'Created']}>
      {secrets.map((secret) => (
        <Row key={secret.id}>
          <Cell>
            <span className="block font-medium max-md:pe-10">{secret.name}</span>
            <code className="font-mono text-fg-subtle text-xs">kid {secret.id}</code>
          </Cell>
          <Cell name="Secret">
            <code className="whitespace-nowrap font-mono text-fg-muted">{secret.shown}</code>
          </Cell>
          <Cell name="Last used">
            {secret.lastUsedAt ? (
              <Time
                at={secret.lastUsedAt}
                format="ago"
                className="whitespace-nowrap text-fg-muted"
              />
            ) : (
              <span className="text-fg-muted">Never</span>
            )}
          </Cell>
          <Cell name="Created">
            <Time at={secret.createdAt} format="ago" className="whitespace-nowrap text-fg-muted" />
          </Cell>
          <ActionCell>
            <RowMenu
              label={`${secret.name}, actions`}
              items={[
                { name: 'Retire…', danger: true, onSelect: () => onAsk({ ask: 'retire', secret }) },
              ]}
            />
          </ActionCell>
        </Row>
      ))}
    </Table>
  )
}
