'use client'
import { createContext, type ReactNode, use } from 'react'
import { useStore } from 'zustand'
import type { Admin } from './createAdmin'
import type { VisitorsState } from './visitorsStore'

const Context = createContext<Admin | null>(null)

export function AdminProvider({ admin, children }: { admin: Admin; children: ReactNode }) {
  return <Context value={admin}>{children}</Context>
}

/** The page never changes; subscribe to what it knows with `useVisitorsState`. */
export function useAdmin(): Admin {
  const admin = use(Context)
  if (!admin) throw new Error('useAdmin needs an AdminProvider around it')
  return admin
}

export function useVisitorsState<T>(selector: (state: VisitorsState) => T): T {
  return useStore(useAdmin().store, selector)
}
