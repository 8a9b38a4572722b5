'use client'
import { useState } from 'react'
import { Confirm } from '@/components/ui/Confirm'
import { Field } from '@/components/ui/Field'
import type { ApiKey } from '@/lib/developersProtocol'

interface RevokeKeyProps {
  apiKey: ApiKey
  onClose(): void
  onRevoke(): Promise<void>
}

/** Servers stop at once when their key does, so its name is typed first. */
export function RevokeKey({ apiKey: { name, kind }, onClose, onRevoke }: RevokeKeyProps) {
  const [typed, setTyped] = useState('')
  const isSure = kind === 'publishable' || typed.trim() === name
  return (
    <Confirm
      title={`Revoke “${name}”?`}
      description={`${effects[kind]} This cannot be taken back.`}
      action="Revoke key"
      ready={isSure}
      onClose={onClose}
      onConfirm={onRevoke}
    >
      {kind === 'secret' && (
        <Field
          label={`Type “${name}” to go on`}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          autoComplete="off"
        />
      )}
    </Confirm>
  )
}

const effects = {
  publishable: 'The widget disappears from every page that shows this key, at once.',
  secret: 'Every server that uses this key is disconnected and refused, at once.',
}
