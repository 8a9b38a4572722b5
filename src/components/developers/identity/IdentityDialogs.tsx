'use client'
import { Confirm } from '@/components/ui/Confirm'
import { toast } from '@/components/ui/Toaster'
import type { IdentitySecret, NewIdentitySecretAnswer } from '@/lib/developersProtocol'
import { useDevelopers } from '../state/DevelopersProvider'
import { CreateIdentity } from './CreateIdentity'

/** What is being asked about the identity secrets. */
export type IdentityQuestion = { ask: 'create' } | { ask: 'retire'; secret: IdentitySecret }

interface IdentityDialogsProps {
  question: IdentityQuestion | undefined
  /** How many there are. */
  many: number
  /** Nothing is asked any more; something was perhaps changed, or made. */
  onDone(answer?: NewIdentitySecretAnswer): Promise<void>
}

export function IdentityDialogs({ question, many, onDone }: IdentityDialogsProps) {
  const close = () => void onDone()
  if (!question) return null
  if (question.ask === 'create')
    return <CreateIdentity isRotation={many > 0} onClose={close} onMade={onDone} />
  return <RetireIdentity secret={question.secret} isLast={many === 1} onClose={close} />
}

interface RetireIdentityProps {
  secret: IdentitySecret
  isLast: boolean
  onClose(): void
}

/** Signed-in visitors become strangers at once, so its name is typed first. */
function RetireIdentity({ secret: { id, name }, isLast, onClose }: RetireIdentityProps) {
  const { api } = useDevelopers()
  const retire = async () => {
    await api.retireIdentitySecret(id)
    toast.success(`“${name}” was retired`)
  }
  return (
    <Confirm
      title={`Retire “${name}”?`}
      description={`What it signed proves nothing from now on. ${isLast ? effects.last : effects.other} This cannot be taken back.`}
      action="Retire secret"
      nameToType={name}
      onClose={onClose}
      onConfirm={retire}
    />
  )
}

const effects = {
  last: 'It is the only one: none of your users can be told from a stranger until there is another.',
  other: 'Your back end has to sign with the other one.',
}
