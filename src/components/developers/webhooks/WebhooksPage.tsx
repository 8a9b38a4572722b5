'use client'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/Button'
import { EmptyState } from '@/components/ui/EmptyState'
import type { WebhookSecretAnswer } from '@/lib/webhookProtocol'
import { LoadedPart } from '../parts/LoadedPart'
import { PageHead } from '../parts/PageHead'
import { Secret } from '../parts/Secret'
import { useDevelopers } from '../state/DevelopersProvider'
import { useLoaded } from '../state/useLoaded'
import { EndpointCard } from './EndpointCard'
import { WebhookDialogs, type WebhookQuestion } from './WebhookDialogs'

/** Addresses that are told of what happens, and what became of each event. */
export function WebhooksPage() {
  const { api } = useDevelopers()
  const loaded = useLoaded(api.webhooks)
  const [question, setQuestion] = useState<WebhookQuestion>()
  const [made, setMade] = useState<WebhookSecretAnswer>()
  const done = async (answer?: WebhookSecretAnswer) => {
    setQuestion(undefined)
    if (answer) setMade(answer)
    await loaded.reload()
  }
  const add = () => setQuestion({ ask: 'add' })
  return (
    <>
      <PageHead
        title="Webhooks"
        action={
          <Button size="md" variant="primary" icon={<Plus aria-hidden />} onClick={add}>
            Add endpoint
          </Button>
        }
      >
        Your own programs hear of messages, visitors and pushes.
      </PageHead>
      {made && (
        <Secret
          key={made.secret}
          label="The signing secret"
          title={`The signing secret of ${made.webhook.url}. Copy it now — it is not shown again.`}
          secret={made.secret}
          onSaved={() => setMade(undefined)}
        />
      )}
      <LoadedPart loaded={loaded} failure="Couldn’t load the endpoints.">
        {(endpoints) =>
          endpoints.length === 0 ? (
            <EmptyState
              title="No endpoints yet"
              action={<Button onClick={add}>Add an endpoint</Button>}
            >
              Add the address of your program, choose its events, and check each request by its
              signature.
            </EmptyState>
          ) : (
            endpoints.map((endpoint) => (
              <EndpointCard
                key={endpoint.id}
                endpoint={endpoint}
                onAsk={setQuestion}
                onChanged={loaded.reload}
              />
            ))
          )
        }
      </LoadedPart>
      <WebhookDialogs question={question} onDone={done} />
    </>
  )
}
