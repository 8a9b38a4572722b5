'use client'
import Link from 'next/link'
import { FormError } from '@/components/form/FormError'
import { useForm } from '@/components/form/useForm'
import { Button } from '@/components/ui/Button'
import { PasswordField } from '@/components/ui/PasswordField'
import { textLink } from './AuthColumn'
import { accountApi } from './accountApi'
import { EmailField } from './EmailField'
import { enter } from './enter'
import { checkEmail, checkPassword } from './fieldChecks'

export function SignInForm({ next }: { next: string }) {
  const { form, busy, errors, formError, submit } = useForm({
    checks: { email: checkEmail, password: checkPassword },
    leaves: true,
    send: async ({ email = '', password = '' }) => {
      await accountApi.signIn({ email: email.trim(), password })
      enter(next)
    },
  })
  return (
    <form ref={form} onSubmit={submit} noValidate className="flex flex-col gap-4">
      <FormError>{formError}</FormError>
      <EmailField error={errors.email} />
      <PasswordField
        label="Password"
        name="password"
        autoComplete="current-password"
        error={errors.password}
      />
      <Link
        href="/password/forgot"
        className={`${textLink} self-start text-sm pointer-coarse:py-3`}
      >
        Forgot your password?
      </Link>
      <Button type="submit" variant="primary" size="lg" busy={busy}>
        Log in
      </Button>
    </form>
  )
}
