import { useCallback, useEffect, useState } from 'react'
import type { Account, Role } from '@/lib/protocol'
import { createTokenSource } from '@/lib/session'
import { accountApi } from '../accountApi'

/** Who this tab is. */
export type OwnAccount =
  | { state: 'loading' }
  | { state: 'known'; account: Account; role?: Role }
  | { state: 'nobody' }
  | { state: 'failed' }

export function useOwnAccount() {
  const [own, setOwn] = useState<OwnAccount>({ state: 'loading' })
  const load = useCallback(async () => {
    try {
      const account = await accountApi.session()
      if (!account) return setOwn({ state: 'nobody' })
      const role = await ownRole()
      setOwn({ state: 'known', account, ...(role && { role }) })
    } catch {
      setOwn({ state: 'failed' })
    }
  }, [])
  useEffect(() => void load(), [load])
  const rename = (account: Account) =>
    setOwn((before) => ({ ...(before.state === 'known' && before), state: 'known', account }))
  return { own, load, rename }
}

/** Settings are there without it, too; only the ways to the team's pages are not. */
async function ownRole(): Promise<Role | undefined> {
  try {
    return (await createTokenSource().get()).role
  } catch {
    return undefined
  }
}
