'use client'
import { Inbox } from 'lucide-react'
import { LazyMenu } from '@/components/shell/LazyMenu'
import { Badge } from '@/components/ui/Badge'
import { iconButtonClass } from '@/components/ui/IconButton'
import { usePushState } from '../state/ChatProvider'

/** What was pushed in this session; not drawn before anything was. */
export function PushMenu() {
  const unseen = usePushState((state) => state.unseen)
  const isEmpty = usePushState(({ notices }) => notices.length === 0)
  if (isEmpty) return null
  const face = (
    <>
      <Inbox aria-hidden />
      <Badge count={unseen} className="-top-1 -end-1 absolute" />
    </>
  )
  return (
    <LazyMenu
      label={unseen > 0 ? `Notifications, ${unseen} new` : 'Notifications'}
      className={iconButtonClass(32, 'relative')}
      face={face}
      load={load}
      more={{}}
    />
  )
}

const load = async () => (await import('./LoadedPushMenu')).LoadedPushMenu
