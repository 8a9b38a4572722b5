'use client'
import { Plus } from 'lucide-react'
import { useCallback, useState } from 'react'
import { Button } from '@/components/ui/Button'
import { EmptyState } from '@/components/ui/EmptyState'
import type { ApiKey, NewKeyAnswer, Site } from '@/lib/developersProtocol'
import { LoadedPart } from '../parts/LoadedPart'
import { PageHead } from '../parts/PageHead'
import { Secret } from '../parts/Secret'
import { useDevelopers } from '../state/DevelopersProvider'
import { useLoaded } from '../state/useLoaded'
import { KeyDialogs, type KeyQuestion } from './KeyDialogs'
import { KeyTable } from './KeyTable'

/** What a page or a back end shows to prove whose it is. */
export function KeysPage() {
  const { api } = useDevelopers()
  const read = useCallback(async () => {
    const [keys, { sites }] = await Promise.all([api.keys(), api.sites()])
    return { keys, sites }
  }, [api])
  const loaded = useLoaded(read)
  const [question, setQuestion] = useState<KeyQuestion>()
  const [made, setMade] = useState<NewKeyAnswer>()
  const done = async (answer?: NewKeyAnswer) => {
    setQuestion(undefined)
    if (answer) setMade(answer)
    await loaded.reload()
  }
  return (
    <>
      <PageHead
        title="API keys"
        action={
          <Button
            size="md"
            variant="primary"
            icon={<Plus aria-hidden />}
            onClick={() => setQuestion({ ask: 'create' })}
          >
            Create key
          </Button>
        }
      >
        Keys identify your site’s widget or your back end.
      </PageHead>
      {made && (
        <Secret
          key={made.key.id}
          label="The new key"
          title={`“${made.key.name}” was created. Copy it now — it is not shown again.`}
          secret={made.secret}
          onSaved={() => setMade(undefined)}
        />
      )}
      <LoadedPart loaded={loaded} failure="Couldn’t load the keys.">
        {({ keys, sites }) => (
          <>
            <Keys keys={keys} sites={sites} onAsk={setQuestion} />
            <KeyDialogs question={question} sites={sites} onDone={done} />
          </>
        )}
      </LoadedPart>
    </>
  )
}

interface KeysProps {
  keys: ApiKey[]
  sites: Site[]
  onAsk(question: KeyQuestion): void
}

function Keys({ keys, sites, onAsk }: KeysProps) {
  if (keys.length > 0) return <KeyTable keys={keys} sites={sites} onAsk={onAsk} />
  return (
    <EmptyState
      title="No keys yet"
      action={<Button onClick={() => onAsk({ ask: 'create' })}>Create the first key</Button>}
    >
      A publishable key opens the widget on your pages. A secret key lets your servers push messages
      and read conversations.
    </EmptyState>
  )
}
