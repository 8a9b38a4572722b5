import { Field } from '@/components/ui/Field'

/** The address that somebody signs in with; browsers and password keepers fill it in. */
export function EmailField({ error }: { error: string | undefined }) {
  return (
    <Field
      label="E-mail"
      name="email"
      type="email"
      inputMode="email"
      autoComplete="username"
      autoCapitalize="none"
      spellCheck={false}
      error={error}
    />
  )
}
