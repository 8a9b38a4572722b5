'use client'
import { useState } from 'react'
import { FormError } from '@/components/form/FormError'
import { useForm } from '@/components/form/useForm'
import { Button } from '@/components/ui/Button'
import { accountApi } from './accountApi'
import { EmailField } from './EmailField'
import { checkEmail } from './fieldChecks'

export function ForgotPasswordForm() {
  const [sentTo, setSentTo] = useState<string>()
  const { form, busy, errors, formError, submit } = useForm({
    checks: { email: checkEmail },
    send: async ({ email = '' }) => {
      await accountApi.forgotPassword(email.trim())
      setSentTo(email.trim())
    },
  })
  return (
    <>
      <p role="status" className="text-fg-muted">
        {sentTo ? (
          <>
            If there is an account for <bdi className="font-medium text-fg">{sentTo}</bdi>, a link
            is on its way to it. It works once.
          </>
        ) : (
          'We send you a link with which you choose a new one.'
        )}
      </p>
      {!sentTo && (
        <form ref={form} onSubmit={submit} noValidate className="mt-6 flex flex-col gap-4">
          <FormError>{formError}</FormError>
          <EmailField error={errors.email} />
          <Button type="submit" variant="primary" size="lg" busy={busy}>
            Send the link
          </Button>
        </form>
      )}
    </>
  )
}
