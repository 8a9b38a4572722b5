'use client'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/Button'
import { EmptyState } from '@/components/ui/EmptyState'
import type { IdentitySecret, NewIdentitySecretAnswer } from '@/lib/developersProtocol'
import { LoadedPart } from '../parts/LoadedPart'
import { PageHead } from '../parts/PageHead'
import { Secret } from '../parts/Secret'
import { useDevelopers } from '../state/DevelopersProvider'
import { useLoaded } from '../state/useLoaded'
import { IdentityDialogs, type IdentityQuestion } from './IdentityDialogs'
import { IdentityTable } from './IdentityTable'
import { SigningSample } from './SigningSample'

/** One that signs, and one that is about to take its place. */
const MOST = 2

/** What the team's own back end signs with, to say which of its users a visitor is. */
export function IdentityPage() {
  const { api } = useDevelopers()
  const loaded = useLoaded(api.identitySecrets)
  const [question, setQuestion] = useState<IdentityQuestion>()
  const [made, setMade] = useState<NewIdentitySecretAnswer>()
  const done = async (answer?: NewIdentitySecretAnswer) => {
    setQuestion(undefined)
    if (answer) setMade(answer)
    await loaded.reload()
  }
  const create = () => setQuestion({ ask: 'create' })
  return (
    <>
      <PageHead title="Identity" action={<Create secrets={loaded.data} onCreate={create} />}>
        Your back end signs who a visitor is, so that nobody can pass for one of your users.
      </PageHead>
      {made && (
        <Secret
          key={made.identitySecret.id}
          label="The identity secret"
          title={`“${made.identitySecret.name}” was created. Copy it into your back end now — it is not shown again.`}
          secret={made.secret}
          onSaved={() => setMade(undefined)}
        />
      )}
      <LoadedPart loaded={loaded} failure="Couldn’t load the identity secrets.">
        {(secrets) => (
          <>
            <Secrets secrets={secrets} onCreate={create} onAsk={setQuestion} />
            <SigningSample kid={secrets[0]?.id} />
            <IdentityDialogs question={question} many={secrets.length} onDone={done} />
          </>
        )}
      </LoadedPart>
    </>
  )
}

interface CreateProps {
  secrets: readonly IdentitySecret[] | undefined
  onCreate(): void
}

/** Rotating is making the second one; there is no third. */
function Create({ secrets, onCreate }: CreateProps) {
  if (!secrets || secrets.length >= MOST) return null
  return (
    <Button size="md" variant="primary" icon={<Plus aria-hidden />} onClick={onCreate}>
      {secrets.length === 0 ? 'Create secret' : 'Rotate'}
    </Button>
  )
}

interface SecretsProps {
  secrets: readonly IdentitySecret[]
  onCreate(): void
  onAsk(question: IdentityQuestion): void
}

function Secrets({ secrets, onCreate, onAsk }: SecretsProps) {
  if (secrets.length === 0)
    return (
      <EmptyState
        title="No identity secret yet"
        action={<Button onClick={onCreate}>Create the first secret</Button>}
      >
        Without one all visitors are strangers: a user id that a page claims is refused.
      </EmptyState>
    )
  return (
    <>
      <IdentityTable secrets={secrets} onAsk={onAsk} />
      {secrets.length >= MOST && (
        <p className="text-fg-muted text-sm">
          Both count. Bring the newer one to your back end, wait until the older one is not used any
          more, and retire it.
        </p>
      )}
    </>
  )
}
