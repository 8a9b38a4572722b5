'use client'
import { FormButtons } from '@/components/form/FormButtons'
import { FormError } from '@/components/form/FormError'
import { useForm } from '@/components/form/useForm'
import { Dialog } from '@/components/ui/Dialog'
import type { ApiKey, NewKeyAnswer } from '@/lib/developersProtocol'
import { Choice } from '../parts/Choice'
import { useDevelopers } from '../state/DevelopersProvider'

interface RotateKeyProps {
  apiKey: ApiKey
  onClose(): void
  onMade(answer: NewKeyAnswer): Promise<void>
}

export function RotateKey({ apiKey, onClose, onMade }: RotateKeyProps) {
  const { api } = useDevelopers()
  const { form, busy, formError, submit } = useForm({
    send: async ({ overlap }) => onMade(await api.rotateKey(apiKey.id, Number(overlap))),
  })
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Rotate “${apiKey.name}”?`}
      description="You get a new key that can do the same. The old one goes on for a while, so that nothing stops while you put the new one in its place."
    >
      <form ref={form} onSubmit={submit} noValidate className="flex flex-col gap-4">
        <FormError>{formError}</FormError>
        <Choice label="The old key ends" name="overlap" options={overlaps} defaultValue="24" />
        <FormButtons save="Rotate key" busy={busy} onCancel={onClose} />
      </form>
    </Dialog>
  )
}

const overlaps = [
  { value: '0', label: 'Now: it has leaked' },
  { value: '1', label: 'In an hour' },
  { value: '24', label: 'In a day' },
  { value: '168', label: 'In a week' },
]
