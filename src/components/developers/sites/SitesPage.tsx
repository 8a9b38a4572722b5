'use client'
import { Plus } from 'lucide-react'
import { useCallback, useState } from 'react'
import { Button } from '@/components/ui/Button'
import { EmptyState } from '@/components/ui/EmptyState'
import { LoadedPart } from '../parts/LoadedPart'
import { PageHead } from '../parts/PageHead'
import { useDevelopers } from '../state/DevelopersProvider'
import { useEvery } from '../state/useEvery'
import { useLoaded } from '../state/useLoaded'
import { RefusedOrigins } from './RefusedOrigins'
import { SiteCard } from './SiteCard'
import { SiteDialogs, type SiteQuestion } from './SiteDialogs'

/** How soon a first visit, or a refused page, is seen here. */
const LOOK_EVERY_MS = 3000

/** Whose pages may show the widget, how it gets there, and whether it has. */
export function SitesPage() {
  const { api } = useDevelopers()
  const read = useCallback(async () => {
    // Sites can be changed while presence is away.
    const online = api.sitesOnline().catch(() => undefined)
    const [found, keys] = await Promise.all([api.sites(), api.keys()])
    const publishable = keys.filter(({ kind }) => kind === 'publishable')
    return { ...found, keys: publishable, online: await online }
  }, [api])
  const loaded = useLoaded(read)
  const { reload } = loaded
  useEvery(
    LOOK_EVERY_MS,
    useCallback(() => void reload(), [reload]),
  )
  const [question, setQuestion] = useState<SiteQuestion>()
  const done = async () => {
    setQuestion(undefined)
    await reload()
  }
  const add = () => setQuestion({ ask: 'add' })
  return (
    <>
      <PageHead
        title="Sites"
        action={
          <Button size="md" variant="primary" icon={<Plus aria-hidden />} onClick={add}>
            Add site
          </Button>
        }
      >
        The websites whose pages show your widget.
      </PageHead>
      <LoadedPart loaded={loaded} failure="Couldn’t load the sites.">
        {({ sites, refused, keys, online }) => (
          <>
            <RefusedOrigins refused={refused} sites={sites} onAllowed={reload} />
            {sites.map((site) => (
              <SiteCard
                key={site.id}
                site={site}
                keys={keys}
                online={online && (online[site.id] ?? 0)}
                onAsk={setQuestion}
              />
            ))}
            {sites.length === 0 && (
              <EmptyState title="No sites yet" action={<Button onClick={add}>Add a site</Button>}>
                Add the domain of your website to get the snippet for its pages.
              </EmptyState>
            )}
          </>
        )}
      </LoadedPart>
      <SiteDialogs question={question} onDone={done} />
    </>
  )
}
