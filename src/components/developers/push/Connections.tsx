'use client'
import { RotateCw } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/Button'
import { EmptyState } from '@/components/ui/EmptyState'
import type { ConnectionStats } from '@/lib/gatewayProtocol'
import { LoadedPart } from '../parts/LoadedPart'
import { Panel } from '../parts/Panel'
import type { Loaded } from '../state/useLoaded'
import type { Receiver } from './receivers'

interface ConnectionsProps {
  loaded: Loaded<{ stats: ConnectionStats; receivers: readonly Receiver[] }>
}

/** Who hears a push now. */
export function Connections({ loaded }: ConnectionsProps) {
  const [busy, setBusy] = useState(false)
  const refresh = async () => {
    setBusy(true)
    await loaded.reload()
    setBusy(false)
  }
  return (
    <Panel
      title="Connections"
      action={
        <Button icon={<RotateCw aria-hidden />} busy={busy} onClick={() => void refresh()}>
          Refresh
        </Button>
      }
    >
      <LoadedPart loaded={loaded} failure="Couldn’t load the connections.">
        {({ stats, receivers }) => (
          <>
            <p role="status" className="text-fg-muted">
              {countWords(stats)}
            </p>
            <Connected ids={stats.userIds} receivers={receivers} />
          </>
        )}
      </LoadedPart>
    </Panel>
  )
}

function Connected({ ids, receivers }: { ids: readonly string[]; receivers: readonly Receiver[] }) {
  if (ids.length === 0)
    return <EmptyState title="Nobody is connected">Open a page of your site to try it.</EmptyState>
  const names = new Map(receivers.map(({ userId, name }) => [userId, name]))
  return (
    <ul aria-label="Connected users" className="divide-y divide-border text-sm">
      {ids.map((userId) => (
        <li key={userId} className="flex min-h-9 flex-wrap items-center gap-x-4 py-1.5">
          <bdi className="min-w-0 flex-1 basis-40 font-medium">
            {names.get(userId) ?? 'Somebody'}
          </bdi>
          <code className="min-w-0 font-mono text-fg-muted [overflow-wrap:anywhere]">{userId}</code>
        </li>
      ))}
    </ul>
  )
}

function countWords({ connectedUsers, connections }: ConnectionStats): string {
  const users = `${connectedUsers} connected ${connectedUsers === 1 ? 'user' : 'users'}`
  return `${users}, ${connections} ${connections === 1 ? 'connection' : 'connections'}`
}
