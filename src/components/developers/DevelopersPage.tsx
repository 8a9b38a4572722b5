'use client'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { EnteredPage } from '@/components/account/EnteredPage'
import { useTabEntry } from '@/components/account/useTabEntry'
import { AppShell } from '@/components/shell/AppShell'
import type { AccessGrant } from '@/lib/accountProtocol'
import { NotAManager } from './NotAManager'
import { SectionNav } from './SectionNav'
import { developerSections } from './sections'
import { createDevelopers, type Developers, DevelopersProvider } from './state/DevelopersProvider'

/** The frame of all Developers pages. Rendered in the browser: whose tab it is, only the tab knows. */
export function DevelopersPage({ children }: { children: ReactNode }) {
  const entry = useTabEntry<Developers | 'not a manager'>(undefined, pageOfGrant)
  return (
    <EnteredPage entry={entry} failure="Developers couldn’t be opened.">
      {(developers) =>
        developers === 'not a manager' ? (
          <NotAManager />
        ) : (
          <DevelopersProvider developers={developers}>
            <Frame developers={developers}>{children}</Frame>
          </DevelopersProvider>
        )
      }
    </EnteredPage>
  )
}

function pageOfGrant({ user, role }: AccessGrant): Developers | 'not a manager' {
  return role === 'owner' || role === 'admin' ? createDevelopers(user, role) : 'not a manager'
}

function Frame({ developers, children }: { developers: Developers; children: ReactNode }) {
  const path = usePathname()
  const name = developerSections.find((section) => section.path === path)?.name ?? 'Developers'
  return (
    <AppShell
      section="developers"
      isAdmin
      isManager
      user={developers.me}
      title={`${name} – Parley`}
    >
      <div className="flex h-full min-h-0 min-w-0 max-lg:flex-col">
        <SectionNav />
        <main
          id="main"
          tabIndex={-1}
          className="min-h-0 min-w-0 flex-1 overflow-y-auto overscroll-contain outline-none"
        >
          <div className="mx-auto flex max-w-240 flex-col gap-6 px-4 py-6 sm:px-8 sm:py-8">
            {children}
          </div>
        </main>
      </div>
    </AppShell>
  )
}
