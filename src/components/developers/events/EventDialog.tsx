import { Dialog } from '@/components/ui/Dialog'
import type { GatewayEvent } from '@/lib/gatewayProtocol'
import { CodeBlock } from '../parts/CodeBlock'
import { Tag } from '../parts/Tag'
import { statusWords } from './eventWords'

interface EventDialogProps {
  event: GatewayEvent
  onClose(): void
}

/** Everything that is kept of an event, as programs read it. */
export function EventDialog({ event, onClose }: EventDialogProps) {
  const { tone, name, meaning } = statusWords[event.status]
  return (
    <Dialog open onOpenChange={onClose} title="Event" className="max-w-160">
      <p className="flex flex-wrap items-center gap-2 text-sm">
        <code className="font-mono">{event.event}</code>
        <Tag tone={tone}>{name}</Tag>
      </p>
      <p className="text-fg-muted text-sm">{meaning}</p>
      <CodeBlock label="What is kept of it" code={JSON.stringify(event, null, 2)} />
      <p className="text-fg-muted text-sm">What it said is for its receiver and not shown here.</p>
    </Dialog>
  )
}
