'use client'
import { useState } from 'react'
import { FormError } from '@/components/account/FormError'
import { Button } from '@/components/ui/Button'
import { Dialog } from '@/components/ui/Dialog'
import { Field } from '@/components/ui/Field'
import { Segmented } from '@/components/ui/Segmented'
import type { KeyKind, KeyScope, NewKeyAnswer, Site } from '@/lib/developersProtocol'
import { Choice } from '../parts/Choice'
import { Ticks } from '../parts/Ticks'
import { useDevelopers } from '../state/DevelopersProvider'
import { useSubmit } from '../state/useSubmit'
import { expiryChoices, expiryOf } from './expiry'
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
  const { form, busy, errors, formError, submit } = useSubmit(refused, async (values) => {
    const scopes = kind === 'secret' ? (values.getAll('scopes') as KeyScope[]) : []
    const wish = { name: String(values.get('name')).trim(), kind, scopes }
    requireWhole(wish)
    const chosen = kind === 'publishable' ? values.getAll('sites').map(String) : []
    const expiresAt = expiryOf(String(values.get('expiry')), Date.now())
    await onMade(await api.createKey({ ...wish, sites: chosen, expiresAt }))
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
  return (
    <div className="flex flex-wrap justify-end gap-2">
      <Button size="md" onClick={onClose}>
        Cancel
      </Button>
      <Button size="md" type="submit" variant="primary" busy={busy}>
        Create key
      </Button>
    </div>
  )
}

/** Said before it is sent, under each field. */
function requireWhole({ name, kind, scopes }: { name: string; kind: KeyKind; scopes: string[] }) {
  const fields = {
    ...(name === '' && { name: 'Give it a name to know it by.' }),
    ...(kind === 'secret' && scopes.length === 0 && { scopes: 'Choose what it can do.' }),
  }
  if (Object.keys(fields).length > 0) throw { fields }
}

const refused = { name: 'A name has at most 80 characters.', scopes: 'Choose what it can do.' }

const kinds = [
  { value: 'publishable', label: 'Publishable' },
  { value: 'secret', label: 'Secret' },
] as const

const kindWords: Record<KeyKind, string> = {
  publishable: 'Safe in a page of your sites: it opens the widget and nothing else.',
  secret: 'For your servers only. Whoever has it can do what you tick below.',
}

const scopes = Object.entries(scopeWords).map(([value, words]) => ({ value, ...words }))
