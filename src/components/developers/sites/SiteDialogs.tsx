'use client'
import { Confirm } from '@/components/ui/Confirm'
import { toast } from '@/components/ui/Toaster'
import type { Site } from '@/lib/developersProtocol'
import { useDevelopers } from '../state/DevelopersProvider'
import { SiteForm } from './SiteForm'

/** What is being asked about the sites. */
export type SiteQuestion = { ask: 'add' } | { ask: 'change' | 'remove'; site: Site }

interface SiteDialogsProps {
  question: SiteQuestion | undefined
  onDone(): Promise<void>
}

export function SiteDialogs({ question, onDone }: SiteDialogsProps) {
  const { api } = useDevelopers()
  if (!question) return null
  const close = () => void onDone()
  if (question.ask === 'add') return <SiteForm onClose={close} />
  const { site } = question
  if (question.ask === 'change') return <SiteForm site={site} onClose={close} />
  const remove = async () => {
    await api.removeSite(site.id)
    toast.success(`${site.domain} was removed`)
  }
  return (
    <Confirm
      title={`Remove ${site.domain}?`}
      description="The widget disappears from its pages at once. Conversations with its visitors stay."
      action="Remove site"
      onClose={close}
      onConfirm={remove}
    />
  )
}
