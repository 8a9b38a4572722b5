'use client'
import { FormButtons } from '@/components/form/FormButtons'
import { FormError } from '@/components/form/FormError'
import { useForm } from '@/components/form/useForm'
import { Dialog } from '@/components/ui/Dialog'
import { Field } from '@/components/ui/Field'
import type { ApiKey, Site } from '@/lib/developersProtocol'
import { Choice } from '../parts/Choice'
import { useDevelopers } from '../state/DevelopersProvider'
import { expiryChoices, expiryOf } from './expiry'
import { checkKeyName } from './keyName'
import { SiteTicks } from './SiteTicks'

interface ChangeKeyProps {
  apiKey: ApiKey
  sites: readonly Site[]
  onClose(): void
}

/** Its name, its sites and its end; what a key can do stays what it was. */
export function ChangeKey({ apiKey, sites, onClose }: ChangeKeyProps) {
  const { api } = useDevelopers()
  const { form, busy, errors, formError, submit } = useForm({
    checks: { name: checkKeyName },
    known: { fields: refused },
    send: async ({ name = '', expiry = '' }, all) => {
      await api.changeKey(apiKey.id, {
        name: name.trim(),
        ...(apiKey.kind === 'publishable' && { sites: all.getAll('sites').map(String) }),
        ...(expiry !== KEEP && { expiresAt: expiryOf(expiry, Date.now()) ?? null }),
      })
      onClose()
    },
  })
  return (
    <Dialog open onOpenChange={onClose} title={`Change “${apiKey.name}”`}>
      <form ref={form} onSubmit={submit} noValidate className="flex flex-col gap-4">
        <FormError>{formError}</FormError>
        <Field label="Name" name="name" defaultValue={apiKey.name} error={errors.name} />
        {apiKey.kind === 'publishable' && <SiteTicks sites={sites} chosen={apiKey.sites} />}
        <Choice
          label="Ends"
          name="expiry"
          options={[{ value: KEEP, label: 'As it does now' }, ...expiryChoices]}
        />
        <FormButtons save="Save" busy={busy} onCancel={onClose} />
      </form>
    </Dialog>
  )
}

const KEEP = 'keep'
const refused = { name: 'A name has at most 80 characters.' }
