'use client'
import Link from 'next/link'
import { useState } from 'react'
import { FormError } from '@/components/form/FormError'
import { useForm } from '@/components/form/useForm'
import { Button } from '@/components/ui/Button'
import { buttonClass } from '@/components/ui/buttonClass'
import { PasswordField } from '@/components/ui/PasswordField'
import { accountApi } from './accountApi'
import { checkNewPassword } from './fieldChecks'

export function ResetPasswordForm({ token }: { token: string }) {
  const [done, setDone] = useState(false)
  const { form, busy, errors, formError, submit } = useForm({
    checks: { password: checkNewPassword },
    known: { fields: { password: 'This password cannot be used.' } },
    send: async ({ password = '' }) => {
      await accountApi.resetPassword({ token, password })
      setDone(true)
    },
  })
  if (done) return <Done />
  return (
    <form ref={form} onSubmit={submit} noValidate className="flex flex-col gap-4">
      <FormError>{formError}</FormError>
      <PasswordField
        strength
        label="New password"
        name="password"
        autoComplete="new-password"
        error={errors.password}
      />
      <Button type="submit" variant="primary" size="lg" busy={busy} className="mt-2">
        Save the password
      </Button>
    </form>
  )
}

function Done() {
  return (
    <div role="status" className="flex flex-col gap-6">
      <p className="text-fg-muted">
        Your password is changed, and every place that was signed in is signed out.
      </p>
      <Link href="/login" className={buttonClass('primary', 'lg')}>
        Log in
      </Link>
    </div>
  )
}
