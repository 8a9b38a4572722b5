'use client'
import { useEffect, useState } from 'react'
import { EnteredPage } from '@/components/account/EnteredPage'
import { useTabEntry } from '@/components/account/useTabEntry'
import type { AccessGrant } from '@/lib/accountProtocol'
import type { Account, Role } from '@/lib/protocol'
import { AdminScreen } from './AdminScreen'
import { NotAnAdmin } from './NotAnAdmin'
import { AdminProvider } from './state/AdminProvider'
import { type Admin, createAdmin } from './state/createAdmin'

/** What the server knows before anything is connected. */
export interface InitialAdmin {
  account: Account
  role: Role
  /** Visitors online at the time of the request. */
  online: number
}

/** Who is on the websites now, for admins. */
export function AdminPage({ initial }: { initial?: InitialAdmin | undefined }) {
  const [first] = useState(() => initial && pageFor(initial.account, initial.role))
  const entry = useTabEntry<Admin | 'not an admin'>(first, pageOfGrant)
  const admin = entry.phase === 'open' && entry.page !== 'not an admin' ? entry.page : undefined
  useEffect(() => admin?.start(), [admin])
  return (
    <EnteredPage entry={entry} failure="Online Users couldn’t be opened.">
      {(page) =>
        page === 'not an admin' ? (
          <NotAnAdmin />
        ) : (
          <AdminProvider admin={page}>
            <AdminScreen key={page.me.id} online={initial?.online} />
          </AdminProvider>
        )
      }
    </EnteredPage>
  )
}

function pageFor(account: Account, role: Role): Admin | 'not an admin' {
  return role === 'member' ? 'not an admin' : createAdmin(account, role)
}

function pageOfGrant({ user, role }: AccessGrant) {
  return pageFor(user, role)
}
