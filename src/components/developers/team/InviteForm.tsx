'use client'
import { FormError } from '@/components/form/FormError'
import { useForm } from '@/components/form/useForm'
import { Button } from '@/components/ui/Button'
import { Field } from '@/components/ui/Field'
import { toast } from '@/components/ui/Toaster'
import type { Role } from '@/lib/protocol'
import { Choice } from '../parts/Choice'
import { Panel } from '../parts/Panel'
import { useDevelopers } from '../state/DevelopersProvider'
import { givenBy, roleHint } from './roleWords'

export function InviteForm({ onInvited }: { onInvited(): Promise<void> }) {
  const { api, role: own } = useDevelopers()
  const { form, busy, errors, formError, submit } = useForm({
    known: { fields: refused },
    send: async (values) => {
      const { email } = await api.invite(values.email ?? '', values.role as Role)
      form.current?.reset()
      toast.success(`A link was mailed to ${email}`)
      await onInvited()
    },
  })
  return (
    <Panel title="Invite somebody">
      <form ref={form} onSubmit={submit} noValidate className="flex flex-col gap-4">
        <FormError>{formError}</FormError>
        <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_10rem]">
          <Field label="E-mail" name="email" type="email" autoComplete="off" error={errors.email} />
          <Choice label="Role" name="role" defaultValue="agent" options={givenBy(own)} />
        </div>
        <p className="text-fg-subtle text-xs">{roleHint}</p>
        <Button size="md" variant="primary" type="submit" busy={busy} className="self-start">
          Send invitation
        </Button>
      </form>
    </Panel>
  )
}

const refused = { email: 'This is not an e-mail address.' }
