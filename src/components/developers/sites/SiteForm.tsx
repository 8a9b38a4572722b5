'use client'
import { FormButtons } from '@/components/form/FormButtons'
import { FormError } from '@/components/form/FormError'
import { useForm } from '@/components/form/useForm'
import { Dialog } from '@/components/ui/Dialog'
import { Field } from '@/components/ui/Field'
import { TextArea } from '@/components/ui/TextArea'
import type { Site } from '@/lib/developersProtocol'
import { useDevelopers } from '../state/DevelopersProvider'
import { BrandField } from './BrandField'
import { checkColour, checkGreeting, colourIn } from './brandColours'
import { writtenOrigins } from './writtenOrigins'

interface SiteFormProps {
  /** Absent: a new one. */
  site?: Site
  onClose(): void
}

export function SiteForm({ site, onClose }: SiteFormProps) {
  const { api } = useDevelopers()
  const { form, busy, errors, formError, submit } = useForm({
    checks: { color: checkColour, greeting: checkGreeting },
    known: { fields: refused },
    send: async ({ domain = '', allowedOrigins = '', color = '', greeting = '' }) => {
      const look = { color: colourIn(color) ?? null, greeting: greeting.trim() || null }
      const origins = writtenOrigins(domain, allowedOrigins)
      const wish = { domain, allowedOrigins: origins, ...look }
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
        <TextArea
          label="Further origins, one a line"
          name="allowedOrigins"
          defaultValue={site?.allowedOrigins.join('\n')}
          placeholder="https://staging.acme.com"
          hint="Scheme and host, and a port where it has one. At most 20."
          error={errors.allowedOrigins}
          className="font-mono"
        />
        <BrandField color={site?.color} error={errors.color} />
        <TextArea
          label="Greeting"
          name="greeting"
          rows={2}
          dir="auto"
          defaultValue={site?.greeting}
          placeholder="Hello! Can we help you find something?"
          hint="Shown beside the launcher after some seconds, and in the empty chat."
          error={errors.greeting}
        />
        <FormButtons save={site ? 'Save' : 'Add site'} busy={busy} onCancel={onClose} />
      </form>
    </Dialog>
  )
}

const refused = {
  domain: 'A domain looks like acme.com.',
  allowedOrigins: 'Each looks like https://staging.acme.com, and there are at most 20.',
  color: 'A colour looks like #2e5cde.',
  greeting: 'Use at most 200 characters.',
}
