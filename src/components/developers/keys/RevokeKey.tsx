import { Confirm } from '@/components/ui/Confirm'
import type { ApiKey } from '@/lib/developersProtocol'

interface RevokeKeyProps {
  apiKey: ApiKey
  onClose(): void
  onRevoke(): Promise<void>
}

/** Servers stop at once when their key does, so its name is typed first. */
export function RevokeKey({ apiKey: { name, kind }, onClose, onRevoke }: RevokeKeyProps) {
  return (
    <Confirm
      title={`Revoke “${name}”?`}
      description={`${effects[kind]} This cannot be taken back.`}
      action="Revoke key"
      nameToType={kind === 'secret' ? name : undefined}
      onClose={onClose}
      onConfirm={onRevoke}
    />
  )
}

const effects = {
  publishable: 'The widget disappears from every page that shows this key, at once.',
  secret: 'Every server that uses this key is disconnected and refused, at once.',
}
