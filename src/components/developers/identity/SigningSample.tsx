'use client'
import { useState } from 'react'
import { Segmented } from '@/components/ui/Segmented'
import { currentConfig } from '@/lib/config'
import { CodeBlock } from '../parts/CodeBlock'
import { Panel } from '../parts/Panel'
import { signingText } from './signingText'

type Way = keyof typeof signingText

/** How a back end signs, and how its page shows what was signed. */
export function SigningSample({ kid }: { kid: string | undefined }) {
  const [way, setWay] = useState<Way>('node')
  const server = currentConfig().url || window.location.origin
  return (
    <Panel
      title="Sign tokens in your back end"
      action={<Segmented<Way> label="Sample" options={ways} value={way} onChange={setWay} />}
    >
      <p className="text-fg-muted text-sm">{wayWords[way]}</p>
      <CodeBlock code={signingText[way]({ kid: kid ?? 'ids_…', server })} label={labels[way]} />
    </Panel>
  )
}

const ways = [
  { value: 'node', label: 'Node.js' },
  { value: 'python', label: 'Python' },
  { value: 'curl', label: 'curl' },
] as const

const labels: Record<Way, string> = {
  node: 'Node.js sample',
  python: 'Python sample',
  curl: 'Exchange by curl',
}

const signs = 'A token of ten minutes for whoever is signed in with you; an hour is the most.'
const wayWords: Record<Way, string> = {
  node: `${signs} It uses the package jose.`,
  python: `${signs} It uses the package PyJWT.`,
  curl: 'Your page exchanges the token for one of the visitor, with its publishable key.',
}
