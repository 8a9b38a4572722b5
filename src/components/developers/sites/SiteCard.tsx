'use client'
import { Button } from '@/components/ui/Button'
import type { ApiKey, Site } from '@/lib/developersProtocol'
import { Panel } from '../parts/Panel'
import { RowMenu } from '../parts/RowMenu'
import { USUAL_COLOUR } from './brandColours'
import { InstallCheck } from './InstallCheck'
import type { SiteQuestion } from './SiteDialogs'
import { Snippets } from './Snippets'

interface SiteCardProps {
  site: Site
  /** The publishable ones. */
  keys: readonly ApiKey[]
  /** Visitors who are there now; absent while it is not known. */
  online: number | undefined
  onAsk(question: SiteQuestion): void
}

export function SiteCard({ site, keys, online, onAsk }: SiteCardProps) {
  const { id, domain, allowedOrigins, color, greeting } = site
  const usable = keys.filter(({ sites }) => sites.length === 0 || sites.includes(id))
  return (
    <Panel
      title={domain}
      action={
        <span className="flex items-center gap-1">
          <Button onClick={() => onAsk({ ask: 'change', site })}>
            Change<span className="sr-only"> {domain}</span>
          </Button>
          <RowMenu
            label={`${domain}, actions`}
            items={[
              { name: 'Remove…', danger: true, onSelect: () => onAsk({ ask: 'remove', site }) },
            ]}
          />
        </span>
      }
    >
      <InstallCheck site={site} online={online} />
      <dl className="flex flex-wrap gap-x-8 gap-y-2 text-sm">
        <Fact name="Site id">
          <code className="font-mono">{id}</code>
        </Fact>
        <Fact name="Also allowed">{allowedOrigins.join(', ') || 'Nothing else'}</Fact>
        <Fact name="Brand colour">
          <span className="flex items-center gap-1.5">
            <span
              aria-hidden
              className="size-3.5 rounded-xs border border-border"
              style={{ backgroundColor: color ?? USUAL_COLOUR }}
            />
            {color ? <code className="font-mono">{color}</code> : 'As usual'}
          </span>
        </Fact>
        <Fact name="Greeting">{greeting ? <bdi>{greeting}</bdi> : 'None'}</Fact>
      </dl>
      <Snippets site={site} keys={usable} />
    </Panel>
  )
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-fg-subtle text-xs">{name}</dt>
      <dd className="[overflow-wrap:anywhere]">{children}</dd>
    </div>
  )
}
