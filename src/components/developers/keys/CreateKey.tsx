'use client'
import { useState } from 'react'
import { FormButtons } from '@/components/form/FormButtons'
import { FormError } from '@/components/form/FormError'
import { useForm } from '@/components/form/useForm'
import type { Check } from '@/components/form/wrongFields'
import { Dialog } from '@/components/ui/Dialog'
import { Field } from '@/components/ui/Field'
import { Segmented } from '@/components/ui/Segmented'
import type { KeyKind, KeyScope, NewKeyAnswer, Site } from '@/lib/developersProtocol'
import { Choice } from '../parts/Choice'
import { Ticks } from '../parts/Ticks'
import { useDevelopers } from '../state/DevelopersProvider'
import { expiryChoices, expiryOf } from './expiry'
import { checkKeyName } from './keyName'
import { scopeWords } from './keyWords'
import { SiteTicks } from './SiteTicks'

interface CreateKeyProps {
  sites: readonly Site[]
  onClose(): void
  onMade(answer: NewKeyAnswer): Promise<void>
}

export function CreateKey({ sites, onClose, onMade }: CreateKeyProps) {
  const { api } = useDevelopers()
  const [kind, setKind] = useState<KeyKind>('publishable')
  const { form, busy, errors, formError, submit } = useForm({
    checks: { name: checkKeyName, ...(kind === 'secret' && { scopes: checkScopes }) },
    known: { fields: refused },
    send: async ({ name = '', expiry = '' }, all) => {
      // Only what the kind has is drawn, so only that is there.
      const scopes = all.getAll('scopes') as KeyScope[]
      const bound = all.getAll('sites').map(String)
      const expiresAt = expiryOf(expiry, Date.now())
      const wish = { name: name.trim(), kind, scopes, sites: bound, expiresAt }
      await onMade(await api.createKey(wish))
    },
  })
  return (
    <Dialog open onOpenChange={onClose} title="Create a key">
      <form ref={form} onSubmit={submit} noValidate className="flex flex-col gap-4">
        <FormError>{formError}</FormError>
        <Field
          label="Name"
          name="name"
          autoFocus
          error={errors.name}
          placeholder="Website widget"
        />
        <Segmented<KeyKind> label="Kind" options={kinds} value={kind} onChange={setKind} />
        <p className="text-fg-muted text-sm">{kindWords[kind]}</p>
        {kind === 'secret' ? (
          <Ticks legend="It can" name="scopes" options={scopes} error={errors.scopes} />
        ) : (
          <SiteTicks sites={sites} />
        )}
        <Choice label="Ends" name="expiry" options={expiryChoices} />
        <Footer busy={busy} onClose={onClose} />
      </form>
    </Dialog>
  )
}

function Footer({ busy, onClose }: { busy: boolean; onClose(): void }) {
  return <FormButtons save="Create key" busy={busy} onCancel={onClose} />
}

const refused = { name: 'A name has at most 80 characters.', scopes: 'Choose what it can do.' }

const checkScopes: Check = (one) => (one ? undefined : refused.scopes)

const kinds = [
  { value: 'publishable', label: 'Publishable' },
  { value: 'secret', label: 'Secret' },
] as const

const kindWords: Record<KeyKind, string> = {
  publishable: 'Safe in a page of your sites: it opens the widget and nothing else.',
  secret: 'For your servers only. Whoever has it can do what you tick below.',
}

const scopes = Object.entries(scopeWords).map(([value, words]) => ({ value, ...words }))
