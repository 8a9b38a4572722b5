import { useEffect } from 'react'
import { useStore } from 'zustand'
import { toast } from '@/components/ui/toast'
import { useAdmin } from '../state/AdminProvider'
import type { AdminPlace } from '../state/useAdminAddress'

/** Goes along with an anonymous visitor who is known by name now. */
export function useIdentified(userId: string, { openUser, tab }: AdminPlace): void {
  const { identified } = useAdmin().visitors
  const now = useStore(identified, (users) => users[userId])
  useEffect(() => {
    if (now === undefined) return
    openUser(now, tab)
    toast('This visitor is known by name now.', { id: 'identified' })
  }, [now, openUser, tab])
}
