import { useCallback, useEffect, useRef, useState } from 'react'
import type { PresenceDetails } from '@/lib/adminProtocol'
import type { OnlineUser } from '@/lib/protocol'
import { useAdmin, useVisitorsState } from '../state/AdminProvider'

export interface FollowedVisitor {
  /** The row, or the last one that was known. */
  user: OnlineUser | undefined
  isHere: boolean
  leftAt?: string
  details: PresenceDetails | undefined
  failure: string | undefined
  retry(): void
}

/** A person from row to row, and what the server knows besides: read again with every page. */
export function useFollowedVisitor(userId: string): FollowedVisitor {
  const here = useVisitorsState(({ users }) => users.find((user) => user.userId === userId))
  const last = useRef<OnlineUser>(undefined)
  if (here) last.current = here
  const { details, failure, retry } = useDetails(userId, `${here?.url} ${here === undefined}`)
  const leftAt = here ? undefined : details?.lastSeenAt
  return {
    user: here ?? last.current ?? details?.user,
    isHere: here !== undefined,
    ...(leftAt && { leftAt }),
    details,
    failure,
    retry,
  }
}

function useDetails(userId: string, moment: string) {
  const admin = useAdmin()
  const [details, setDetails] = useState<PresenceDetails>()
  const [failure, setFailure] = useState<string>()
  const read = useCallback(() => {
    let current = true
    admin
      .api()
      .presenceDetails(userId)
      .then(
        (found) => {
          if (!current) return
          setDetails(found)
          setFailure(undefined)
        },
        (error: Error) => current && setFailure(error.message),
      )
    return () => {
      current = false
    }
  }, [admin, userId])
  // Another page, or gone: there is more to tell.
  useEffect(() => (moment ? read() : undefined), [read, moment])
  return { details, failure, retry: () => void read() }
}
