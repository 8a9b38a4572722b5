import { toast } from '@/components/ui/Toaster'
import { accountApi } from './accountApi'
import { enter } from './enter'

/** Logs out and goes to the start page; says so when the server could not be told. */
export async function leave(): Promise<void> {
  try {
    await accountApi.signOut()
    enter('/')
  } catch {
    toast.error('You are still logged in', {
      description: 'The server cannot be reached.',
      action: { label: 'Retry', onClick: () => void leave() },
    })
  }
}
