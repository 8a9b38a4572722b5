import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { PresenceDetails } from '@/lib/adminProtocol'
import type { ParleyApiError } from '@/lib/parleyApiError'
import type { OnlineUser } from '@/lib/protocol'
import { countBeyond } from '../rows/shortList'
import { useAdmin, useListState, useVisitorsState } from '../state/AdminProvider'

export interface FollowedVisitor {
  /** The row, or the last one that was known. */
  user: OnlineUser | undefined
  isHere: boolean
  leftAt?: string
  details: PresenceDetails | undefined
  failure: string | undefined
  /** The server knows nobody by this id, not any more or never, and nobody was seen here by it. */
  isUnknown: boolean
  retry(): void
}

/** A person from row to row, and what the server knows besides: read again with every page. */
export function useFollowedVisitor(userId: string): FollowedVisitor {
  const users = useListState((state) => state.users)
  const found = useVisitorsState(({ search }) => search.users)
  const chatting = useVisitorsState((state) => state.chatting)
  const listed = useMemo(() => {
    const isThem = (user: OnlineUser) => user.userId === userId
    return users.find(isThem) ?? [...found, ...chatting].find(isThem)
  }, [users, found, chatting, userId])
  const isShort = useVisitorsState((state) => countBeyond(state) > 0)
  const read = useDetails(userId, `${listed?.url} ${listed === undefined}`)
  const { details, failure, retry } = read
  // Who is not among the newest is not in the list, and is as the server said last.
  const here = listed ?? (isShort ? details?.user : undefined)
  const last = useRef<OnlineUser>(undefined)
  if (here) last.current = here
  const wasSeen = last.current !== undefined
  const leftAt = here ? undefined : details?.lastSeenAt
  return {
    user: here ?? last.current ?? details?.user,
    isHere: here !== undefined,
    ...(leftAt && { leftAt }),
    details,
    failure,
    isUnknown: !wasSeen && (read.isAbsent || (details !== undefined && isNobody(details))),
    retry,
  }
}

/** Pages of a stay outlive the visitor whose they were. */
function isNobody({ user, firstSeenAt, lastSeenAt }: PresenceDetails): boolean {
  return !user && !firstSeenAt && !lastSeenAt
}

function useDetails(userId: string, moment: string) {
  const admin = useAdmin()
  const [details, setDetails] = useState<PresenceDetails>()
  const [failed, setFailed] = useState<Pick<ParleyApiError, 'code' | 'message'>>()
  const read = useCallback(() => {
    let current = true
    admin
      .api()
      .presenceDetails(userId)
      .then(
        (found) => {
          if (!current) return
          setDetails(found)
          setFailed(undefined)
        },
        (error: ParleyApiError) => current && setFailed(error),
      )
    return () => {
      current = false
    }
  }, [admin, userId])
  // Another page, or gone: there is more to tell.
  useEffect(() => (moment ? read() : undefined), [read, moment])
  return {
    details,
    failure: failed?.message,
    isAbsent: failed?.code === 'USER_NOT_FOUND',
    retry: () => void read(),
  }
}
