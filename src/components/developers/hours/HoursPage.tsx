'use client'
import { toast } from '@/components/ui/Toaster'
import type { ChatSettings } from '@/lib/adminChatProtocol'
import { LoadedPart } from '../parts/LoadedPart'
import { PageHead } from '../parts/PageHead'
import { useDevelopers } from '../state/DevelopersProvider'
import { useLoaded } from '../state/useLoaded'
import { HoursForm } from './HoursForm'

/** When visitors are answered, and what their widget says of it. */
export function HoursPage() {
  const { api } = useDevelopers()
  const loaded = useLoaded(api.chatSettings)
  const save = async (settings: ChatSettings) => {
    await api.changeChatSettings(settings)
    toast.success('Office hours saved')
  }
  return (
    <>
      <PageHead title="Office hours">
        When somebody answers. Outside these hours the widget says when you are back.
      </PageHead>
      <LoadedPart loaded={loaded} failure="Couldn’t load the office hours.">
        {(settings) => <HoursForm settings={settings} onSave={save} />}
      </LoadedPart>
    </>
  )
}
