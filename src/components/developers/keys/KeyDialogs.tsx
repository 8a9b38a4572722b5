'use client'
import { toast } from '@/components/ui/Toaster'
import type { ApiKey, NewKeyAnswer, Site } from '@/lib/developersProtocol'
import { useDevelopers } from '../state/DevelopersProvider'
import { ChangeKey } from './ChangeKey'
import { CreateKey } from './CreateKey'
import { RevokeKey } from './RevokeKey'
import { RotateKey } from './RotateKey'

/** What is being asked about the keys. */
export type KeyQuestion = { ask: 'create' } | { ask: 'change' | 'rotate' | 'revoke'; key: ApiKey }

interface KeyDialogsProps {
  question: KeyQuestion | undefined
  sites: readonly Site[]
  /** Nothing is asked any more; something was perhaps changed, or made. */
  onDone(answer?: NewKeyAnswer): Promise<void>
}

export function KeyDialogs({ question, sites, onDone }: KeyDialogsProps) {
  const { api } = useDevelopers()
  if (!question) return null
  const close = () => void onDone()
  if (question.ask === 'create') return <CreateKey sites={sites} onClose={close} onMade={onDone} />
  const { key } = question
  if (question.ask === 'change') return <ChangeKey apiKey={key} sites={sites} onClose={close} />
  if (question.ask === 'rotate') return <RotateKey apiKey={key} onClose={close} onMade={onDone} />
  const revoke = async () => {
    await api.revokeKey(key.id)
    toast.success(`“${key.name}” was revoked`)
  }
  return <RevokeKey apiKey={key} onClose={close} onRevoke={revoke} />
}
