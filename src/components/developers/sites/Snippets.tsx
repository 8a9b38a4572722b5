'use client'
import Link from 'next/link'
import { useState } from 'react'
import { Segmented } from '@/components/ui/Segmented'
import { currentConfig } from '@/lib/config'
import type { ApiKey, Site } from '@/lib/developersProtocol'
import { Choice } from '../parts/Choice'
import { CodeBlock } from '../parts/CodeBlock'
import { snippetText } from './snippetText'

interface SnippetsProps {
  site: Site
  /** Publishable ones that work on the site. */
  keys: readonly ApiKey[]
}

type Way = keyof typeof snippetText

/** What to put into the pages of a site, with its key filled in. */
export function Snippets({ site, keys }: SnippetsProps) {
  const [way, setWay] = useState<Way>('html')
  const [keyId, setKeyId] = useState<string>()
  const shown = keys.filter(({ value }) => value !== undefined)
  const key = shown.find(({ id }) => id === keyId) ?? shown[0]
  if (!key?.value)
    return (
      <p className="text-fg-muted text-sm">
        The snippet needs a publishable key.{' '}
        <Link href="/developers/keys" className="font-medium text-accent-fg underline">
          Create one
        </Link>
      </p>
    )
  const server = currentConfig().url || window.location.origin
  const of = { server, apiKey: key.value, domain: site.domain }
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <Segmented<Way>
          label={`Snippet for ${site.domain}`}
          options={ways}
          value={way}
          onChange={setWay}
        />
        {shown.length > 1 && (
          <Choice
            label="Key"
            value={key.id}
            onChange={(event) => setKeyId(event.target.value)}
            options={shown.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
      </div>
      <CodeBlock code={snippetText[way](of)} label={`${wayWords[way]} for ${site.domain}`} />
    </div>
  )
}

const ways = [
  { value: 'html', label: 'HTML' },
  { value: 'react', label: 'React' },
  { value: 'curl', label: 'curl' },
] as const

const wayWords: Record<Way, string> = {
  html: 'Snippet',
  react: 'React component',
  curl: 'Command',
}
