'use client'
import { Field } from '@/components/ui/Field'
import { PasswordField } from '@/components/ui/PasswordField'
import { Shown } from './Shown'

export function FieldStates() {
  return (
    <Shown id="field" title="Field">
      <div className="grid w-full gap-4 sm:grid-cols-2">
        <Field label="Empty" placeholder="Search…" />
        <Field label="Filled" defaultValue="Ada Lovelace" />
        <Field label="With a hint" hint="Others see this name." />
        <Field label="Wrong" defaultValue="ada@" error="This is not an e-mail address." />
        <Field label="Read-only" readOnly value="ada@example.com" />
        <Field label="Disabled" disabled defaultValue="Not now" />
        <PasswordField label="Password" defaultValue="demo-demo-demo" autoComplete="off" />
        <PasswordField label="New password" strength autoComplete="new-password" />
      </div>
    </Shown>
  )
}
