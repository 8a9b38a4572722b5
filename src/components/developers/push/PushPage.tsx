'use client'
import { useCallback, useMemo } from 'react'
import { createAdminApi } from '@/lib/adminApi'
import { currentConfig } from '@/lib/config'
import { createTokenSource } from '@/lib/session'
import { PageHead } from '../parts/PageHead'
import { useDevelopers } from '../state/DevelopersProvider'
import { useLoaded } from '../state/useLoaded'
import { Connections } from './Connections'
import { PushForm } from './PushForm'
import { receiversOf } from './receivers'

/** What a back end sends, tried by hand, and who would hear it. */
export function PushPage() {
  const { api } = useDevelopers()
  const admin = useMemo(
    () => createAdminApi({ url: currentConfig().url, tokens: createTokenSource() }),
    [],
  )
  const read = useCallback(async () => {
    const [stats, online, { members }] = await Promise.all([
      api.connections(),
      admin.onlineUsers(),
      api.team(),
    ])
    return { stats, receivers: receiversOf(online, members) }
  }, [api, admin])
  const loaded = useLoaded(read)
  return (
    <>
      <PageHead title="Test push">
        Send one message as your back end would, and see the exact answer.
      </PageHead>
      <PushForm receivers={loaded.data?.receivers ?? []} onSent={loaded.reload} />
      <Connections loaded={loaded} />
    </>
  )
}
