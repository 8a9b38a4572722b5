import { useCallback, useEffect, useState } from 'react'
import { toast } from '@/components/ui/Toaster'
import type { AccountSession } from '@/lib/accountProtocol'
import { accountApi } from '../accountApi'

/** Where the account is signed in; `undefined` while loading. */
export function useAccountSessions() {
  const [sessions, setSessions] = useState<AccountSession[]>()
  const [failed, setFailed] = useState(false)
  const [ending, setEnding] = useState<string>()

  const load = useCallback(async () => {
    try {
      setSessions(await accountApi.accountSessions())
      setFailed(false)
    } catch {
      setFailed(true)
    }
  }, [])
  useEffect(() => void load(), [load])

  const during = async (what: string, done: string, call: () => Promise<void>) => {
    setEnding(what)
    try {
      await call()
      toast.success(done)
    } catch {
      toast.error('Couldn’t log out there', { description: 'Try again in a moment.' })
    }
    setEnding(undefined)
    await load()
  }
  const end = (id: string) => during(id, 'Logged out there', () => accountApi.endAccountSession(id))
  const endOthers = () =>
    during('others', 'Logged out everywhere else', () => accountApi.endOtherSessions())
  return { sessions, failed, ending, load, end, endOthers }
}
