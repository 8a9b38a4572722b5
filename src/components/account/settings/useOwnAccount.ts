import { useCallback, useEffect, useState } from 'react'
import type { Account } from '@/lib/protocol'
import { accountApi } from '../accountApi'

/** Who this tab is. */
export type OwnAccount =
  | { state: 'loading' }
  | { state: 'known'; account: Account }
  | { state: 'nobody' }
  | { state: 'failed' }

export function useOwnAccount() {
  const [own, setOwn] = useState<OwnAccount>({ state: 'loading' })
  const load = useCallback(async () => {
    try {
      const account = await accountApi.session()
      setOwn(account ? { state: 'known', account } : { state: 'nobody' })
    } catch {
      setOwn({ state: 'failed' })
    }
  }, [])
  useEffect(() => void load(), [load])
  const rename = (account: Account) => setOwn({ state: 'known', account })
  return { own, load, rename }
}
