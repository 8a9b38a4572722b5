import { type FormEvent, useRef, useState } from 'react'
import { type Check, type Fields, wrongFields } from './fieldChecks'
import { type KnownRefusals, type RefusalWords, refusalWords } from './refusalWords'

interface AccountFormOptions {
  /** In the order of the fields. */
  checks: Record<string, Check>
  known?: KnownRefusals
  /** Resolves when done; what it rejects with is told in the form. */
  send(values: Fields): Promise<void>
}

/**
 * A form that says what is wrong under the field, puts focus on the first one, and keeps what was
 * written. It stays busy after success: a new page is on its way.
 */
export function useAccountForm({ checks, known, send }: AccountFormOptions) {
  const form = useRef<HTMLFormElement>(null)
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<RefusalWords>({ fields: {} })

  const say = (words: RefusalWords) => {
    setWrong(words)
    const [first] = Object.keys(words.fields)
    const field = first && form.current?.elements.namedItem(first)
    if (field instanceof HTMLElement) field.focus()
  }
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (busy) return
    const values = valuesOf(event.currentTarget)
    const fields = wrongFields(values, checks)
    say({ fields })
    if (Object.keys(fields).length > 0) return
    setBusy(true)
    await send(values).catch((error: unknown) => {
      setBusy(false)
      say(refusalWords(error, known))
    })
  }
  /** For forms that stay: ready to be sent again. */
  const settle = () => setBusy(false)
  return { form, busy, errors: wrong.fields, formError: wrong.form, submit, settle }
}

function valuesOf(form: HTMLFormElement): Fields {
  const entries = [...new FormData(form)]
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]))
}
