'use client'
import { FormError } from '@/components/form/FormError'
import { useForm } from '@/components/form/useForm'
import { Avatar } from '@/components/ui/Avatar'
import { Button } from '@/components/ui/Button'
import { Field } from '@/components/ui/Field'
import { toast } from '@/components/ui/Toaster'
import type { Account } from '@/lib/protocol'
import { accountApi } from '../accountApi'
import { checkName } from '../fieldChecks'
import { SettingsSection } from './SettingsSection'

interface ProfileSettingsProps {
  account: Account
  onRename(account: Account): void
}

export function ProfileSettings({ account, onRename }: ProfileSettingsProps) {
  const { form, busy, errors, formError, submit } = useForm({
    checks: { name: checkName },
    known: { fields: { name: 'This name cannot be used.' } },
    send: async ({ name = '' }) => {
      onRename(await accountApi.updateProfile({ name: name.trim() }))
      toast.success('Name saved')
    },
  })
  return (
    <SettingsSection title="Profile">
      <form ref={form} onSubmit={submit} noValidate className="flex flex-col gap-4">
        <FormError>{formError}</FormError>
        <div className="flex items-start gap-4">
          <Avatar userId={account.id} name={account.name} src={account.avatar} className="mt-6.5" />
          <Field
            label="Name"
            name="name"
            autoComplete="name"
            defaultValue={account.name}
            error={errors.name}
            hint="Everybody you write with sees it."
            className="flex-1"
          />
        </div>
        <Field label="E-mail" type="email" autoComplete="email" readOnly value={account.email} />
        <Button type="submit" size="md" busy={busy} className="self-start">
          Save name
        </Button>
      </form>
    </SettingsSection>
  )
}
