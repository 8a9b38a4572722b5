'use client'
import { FormError } from '@/components/form/FormError'
import { useForm } from '@/components/form/useForm'
import { Button } from '@/components/ui/Button'
import { PasswordField } from '@/components/ui/PasswordField'
import { toast } from '@/components/ui/Toaster'
import { accountApi } from '../accountApi'
import { checkNewPassword, checkPassword } from '../fieldChecks'
import { SettingsSection } from './SettingsSection'

export function PasswordSettings({ email }: { email: string }) {
  const { form, busy, errors, formError, submit } = useForm({
    checks: { current: checkPassword, next: checkNewPassword },
    known: passwordRefusals,
    send: async ({ current = '', next = '' }) => {
      await accountApi.changePassword({ current, next })
      form.current?.reset()
      toast.success('Password changed')
    },
  })
  return (
    <SettingsSection title="Password">
      <form ref={form} onSubmit={submit} noValidate className="flex flex-col gap-4">
        <FormError>{formError}</FormError>
        {/* Tells password managers whose password this is. */}
        <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
        <PasswordField
          label="Current password"
          name="current"
          autoComplete="current-password"
          error={errors.current}
        />
        <PasswordField
          strength
          label="New password"
          name="next"
          autoComplete="new-password"
          error={errors.next}
        />
        <Button type="submit" size="md" busy={busy} className="self-start">
          Change password
        </Button>
      </form>
    </SettingsSection>
  )
}

const passwordRefusals = {
  fields: { next: 'This password cannot be used.' },
  codes: { INVALID_CREDENTIALS: { fields: { current: 'This is not your password.' } } },
}
