import { type FormEvent, useRef, useState } from 'react'
import { type RefusalWords, refusalWords } from '@/components/account/refusalWords'

/** A form of these pages: what is wrong stands under its field, and focus goes to the first. */
export function useSubmit(
  fields: Record<string, string>,
  send: (values: FormData) => Promise<void>,
) {
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
    setBusy(true)
    setWrong({ fields: {} })
    try {
      await send(new FormData(event.currentTarget))
    } catch (error) {
      say(isWords(error) ? error : refusalWords(error, { fields }))
    }
    setBusy(false)
  }
  return { form, busy, errors: wrong.fields, formError: wrong.form, submit }
}

/** What a form finds wrong itself, before anything is sent. */
function isWords(error: unknown): error is RefusalWords {
  return typeof (error as RefusalWords | undefined)?.fields === 'object'
}
