import { type FormEvent, useRef, useState } from 'react'
import { type KnownRefusals, type RefusalWords, refusalWords } from './refusalWords'
import { type Check, type Fields, wrongFields } from './wrongFields'

interface FormOptions {
  /** In the order of the fields. */
  checks?: Record<string, Check>
  known?: KnownRefusals
  /** Stays busy after success: a new page is on its way. */
  leaves?: boolean
  /** Resolves when done; what it rejects with is told in the form. */
  send(values: Fields, all: FormData): Promise<void>
}

/**
 * A form that says what is wrong under the field, puts focus on the first one, keeps what was
 * written, and sends one request at a time.
 */
export function useForm({ checks = {}, known, leaves = false, send }: FormOptions) {
  const form = useRef<HTMLFormElement>(null)
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<RefusalWords>({ fields: {} })

  const say = (words: RefusalWords) => {
    setWrong(words)
    const [first] = Object.keys(words.fields)
    const fields = [...(form.current?.elements ?? [])] as HTMLInputElement[]
    fields.find(({ name }) => first !== undefined && name === first)?.focus()
  }
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (busy) return
    const all = new FormData(event.currentTarget)
    const values = valuesOf(all)
    const fields = wrongFields(values, checks)
    say({ fields })
    if (Object.keys(fields).length > 0) return
    setBusy(true)
    try {
      await send(values, all)
      if (!leaves) setBusy(false)
    } catch (error) {
      setBusy(false)
      say(refusalWords(error, known))
    }
  }
  return { form, busy, errors: wrong.fields, formError: wrong.form, submit }
}

/** Of ticks with one name it is the last; nothing ticked is not there. */
function valuesOf(all: FormData): Fields {
  return Object.fromEntries([...all].map(([name, value]) => [name, String(value)]))
}
