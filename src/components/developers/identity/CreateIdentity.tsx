import { FormButtons } from '@/components/form/FormButtons'
import { FormError } from '@/components/form/FormError'
import { useForm } from '@/components/form/useForm'
import { Dialog } from '@/components/ui/Dialog'
import { Field } from '@/components/ui/Field'
import type { NewIdentitySecretAnswer } from '@/lib/developersProtocol'
import { checkKeyName } from '../keys/keyName'
import { useDevelopers } from '../state/DevelopersProvider'

interface CreateIdentityProps {
  /** There is one already, which goes on until it is retired. */
  isRotation: boolean
  onClose(): void
  onMade(answer: NewIdentitySecretAnswer): Promise<void>
}

export function CreateIdentity({ isRotation, onClose, onMade }: CreateIdentityProps) {
  const { api } = useDevelopers()
  const { form, busy, errors, formError, submit } = useForm({
    checks: { name: checkKeyName },
    known: { fields: { name: 'A name has at most 80 characters.' } },
    send: async ({ name = '' }) => onMade(await api.createIdentitySecret(name.trim())),
  })
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={isRotation ? 'Rotate the identity secret' : 'Create an identity secret'}
      {...(isRotation && { description: 'The old one goes on beside it until you retire it.' })}
    >
      <form ref={form} onSubmit={submit} noValidate className="flex flex-col gap-4">
        <FormError>{formError}</FormError>
        <Field
          label="Name"
          name="name"
          autoFocus
          autoComplete="off"
          placeholder="Shop back end"
          error={errors.name}
        />
        <FormButtons save="Create secret" busy={busy} onCancel={onClose} />
      </form>
    </Dialog>
  )
}
