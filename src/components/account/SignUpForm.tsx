'use client'
import { FormError } from '@/components/form/FormError'
import { useForm } from '@/components/form/useForm'
import { Button } from '@/components/ui/Button'
import { Field } from '@/components/ui/Field'
import { PasswordField } from '@/components/ui/PasswordField'
import { accountApi } from './accountApi'
import { EmailField } from './EmailField'
import { enter } from './enter'
import { checkEmail, checkName, checkNewPassword } from './fieldChecks'

interface SignUpFormProps {
  next: string
  invitation: string | undefined
}

export function SignUpForm({ next, invitation }: SignUpFormProps) {
  const { form, busy, errors, formError, submit } = useForm({
    checks: { name: checkName, email: checkEmail, password: checkNewPassword },
    known: signUpRefusals,
    leaves: true,
    send: async ({ name = '', email = '', password = '' }) => {
      const asked = { name: name.trim(), email: email.trim(), password }
      await accountApi.signUp({ ...asked, ...(invitation && { invite: invitation }) })
      enter(next)
    },
  })
  return (
    <form ref={form} onSubmit={submit} noValidate className="flex flex-col gap-4">
      <FormError>{formError}</FormError>
      <Field label="Name" name="name" autoComplete="name" error={errors.name} />
      <EmailField error={errors.email} />
      <PasswordField
        strength
        label="Password"
        name="password"
        autoComplete="new-password"
        error={errors.password}
      />
      <Button type="submit" variant="primary" size="lg" busy={busy} className="mt-2">
        Sign up
      </Button>
    </form>
  )
}

const signUpRefusals = {
  fields: {
    name: 'This name cannot be used.',
    email: 'This is not an e-mail address.',
    password: 'This password cannot be used.',
  },
  codes: { CONFLICT: { fields: { email: 'There is an account with this e-mail already.' } } },
}
