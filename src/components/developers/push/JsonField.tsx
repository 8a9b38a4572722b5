import { useState } from 'react'
import { TextArea } from '@/components/ui/TextArea'
import { jsonOf } from './jsonText'

interface JsonFieldProps {
  name: string
  label: string
  error: string | undefined
}

/** A plain field for JSON; says what is wrong when it is left. */
export function JsonField({ name, label, error }: JsonFieldProps) {
  const [wrong, setWrong] = useState<string>()
  return (
    <TextArea
      label={label}
      name={name}
      rows={5}
      spellCheck={false}
      className="font-mono"
      defaultValue={'{\n  "title": "Your order has shipped"\n}'}
      onBlur={(event) => setWrong(jsonOf(event.target.value).wrong)}
      error={error ?? wrong}
    />
  )
}
