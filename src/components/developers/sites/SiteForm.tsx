'use client'
import { useId } from 'react'
import { FormError } from '@/components/form/FormError'
import { useForm } from '@/components/form/useForm'
import { Button } from '@/components/ui/Button'
import { Dialog } from '@/components/ui/Dialog'
import { Field } from '@/components/ui/Field'
import type { Site } from '@/lib/developersProtocol'
import { useDevelopers } from '../state/DevelopersProvider'

interface SiteFormProps {
  /** Absent: a new one. */
  site?: Site
  onClose(): void
}

export function SiteForm({ site, onClose }: SiteFormProps) {
  const { api } = useDevelopers()
  const { form, busy, errors, formError, submit } = useForm({
    known: { fields: refused },
    send: async ({ domain = '', allowedOrigins = '' }) => {
      const wish = { domain, allowedOrigins: linesOf(allowedOrigins) }
      await (site ? api.changeSite(site.id, wish) : api.createSite(wish))
      onClose()
    },
  })
  return (
    <Dialog open onOpenChange={onClose} title={site ? `Change ${site.domain}` : 'Add a site'}>
      <form ref={form} onSubmit={submit} noValidate className="flex flex-col gap-4">
        <FormError>{formError}</FormError>
        <Field
          label="Domain"
          name="domain"
          defaultValue={site?.domain}
          placeholder="acme.com"
          inputMode="url"
          autoComplete="off"
          autoCapitalize="off"
          error={errors.domain}
          hint="Pages of https://acme.com may show the widget."
        />
        <Origins defaultValue={site?.allowedOrigins.join('\n')} error={errors.allowedOrigins} />
        <div className="flex flex-wrap justify-end gap-2">
          <Button size="md" onClick={onClose}>
            Cancel
          </Button>
          <Button size="md" type="submit" variant="primary" busy={busy}>
            {site ? 'Save' : 'Add site'}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

interface OriginsProps {
  defaultValue: string | undefined
  error: string | undefined
}

function Origins({ defaultValue, error }: OriginsProps) {
  const id = useId()
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="font-medium text-sm">
        Further origins, one a line
      </label>
      <textarea
        id={id}
        name="allowedOrigins"
        rows={3}
        defaultValue={defaultValue}
        placeholder="https://staging.acme.com"
        aria-invalid={error ? true : undefined}
        aria-describedby={`${id}-says`}
        className="w-full rounded-md border border-control bg-surface px-3 py-2 font-mono text-base text-fg placeholder:text-fg-subtle aria-invalid:border-danger"
      />
      <p id={`${id}-says`} className={error ? 'text-danger-fg text-xs' : 'text-fg-subtle text-xs'}>
        {error ?? 'Scheme and host, and a port where it has one. At most 20.'}
      </p>
    </div>
  )
}

function linesOf(text: string): string[] {
  return text.split(/\s+/).filter((line) => line !== '')
}

const refused = {
  domain: 'A domain looks like acme.com.',
  allowedOrigins: 'Each looks like https://staging.acme.com, and there are at most 20.',
}
