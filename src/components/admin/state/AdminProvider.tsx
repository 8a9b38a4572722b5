'use client'
import { createContext, type ReactNode, use, useDeferredValue } from 'react'
import { useStore } from 'zustand'
import { ChatProvider } from '@/components/chat/state/ChatProvider'
import type { Admin } from './createAdmin'
import type { VisitorsState } from './visitorsStore'

const Context = createContext<Admin | null>(null)

export function AdminProvider({ admin, children }: { admin: Admin; children: ReactNode }) {
  return (
    <Context value={admin}>
      <ChatProvider chat={admin.visitors.chat}>{children}</ChatProvider>
    </Context>
  )
}

/**
 * The page never changes; subscribe to what it knows with `useVisitorsState`, and to the
 * conversations with the hooks of the chat.
 */
export function useAdmin(): Admin {
  const admin = use(Context)
  if (!admin) throw new Error('useAdmin needs an AdminProvider around it')
  return admin
}

export function useVisitorsState<T>(selector: (state: VisitorsState) => T): T {
  return useStore(useAdmin().store, selector)
}

/**
 * The same of the list, for what goes through thousands of rows: React works on a new list in
 * pieces, answers keys and clicks between them, and shows it everywhere at once when it is done.
 */
export function useListState<T>(selector: (state: VisitorsState) => T): T {
  return useDeferredValue(useVisitorsState(selector))
}
