'use client'
import { useEffect } from 'react'
import { AppShell } from '@/components/shell/AppShell'
import { Button } from '@/components/ui/Button'
import { EmptyState } from '@/components/ui/EmptyState'
import { Skeleton } from '@/components/ui/Skeleton'
import type { Account, Role } from '@/lib/protocol'
import { enter } from '../enter'
import { leave } from '../leave'
import { AppearanceSettings } from './AppearanceSettings'
import { ChatSettings } from './ChatSettings'
import { PasswordSettings } from './PasswordSettings'
import { ProfileSettings } from './ProfileSettings'
import { SessionSettings } from './SessionSettings'
import { TeamSettings } from './TeamSettings'
import { useOwnAccount } from './useOwnAccount'

/** Rendered in the browser: a demo tab's identity is in its own storage. */
export function SettingsPage() {
  const { own, load, rename } = useOwnAccount()
  const role = own.state === 'known' ? own.role : undefined
  useEffect(() => {
    if (own.state === 'nobody') enter('/login?next=/settings')
  }, [own.state])
  return (
    <AppShell
      section="settings"
      user={own.state === 'known' ? own.account : undefined}
      isAdmin={isAdmin(role)}
      isManager={isManager(role)}
    >
      <main
        id="main"
        tabIndex={-1}
        className="h-full overflow-y-auto overscroll-contain outline-none"
      >
        <div className="mx-auto flex max-w-160 flex-col gap-8 px-4 py-8 sm:px-6 sm:py-10">
          <h1 className="font-semibold text-xl">Settings</h1>
          {own.state === 'known' && (
            <Sections account={own.account} role={role} onRename={rename} />
          )}
          {own.state === 'failed' && (
            <EmptyState
              title="Couldn’t load your settings"
              action={<Button onClick={() => void load()}>Retry</Button>}
            >
              The server cannot be reached.
            </EmptyState>
          )}
          {(own.state === 'loading' || own.state === 'nobody') && <Loading />}
        </div>
      </main>
    </AppShell>
  )
}

const isAdmin = (role: Role | undefined) => role !== undefined && role !== 'member'
const isManager = (role: Role | undefined) => role === 'owner' || role === 'admin'

interface SectionsProps {
  account: Account
  role: Role | undefined
  onRename(account: Account): void
}

function Sections({ account, role, onRename }: SectionsProps) {
  return (
    <>
      <ProfileSettings account={account} onRename={onRename} />
      <AppearanceSettings />
      <ChatSettings />
      {isAdmin(role) && <TeamSettings isManager={isManager(role)} />}
      <PasswordSettings email={account.email} />
      <SessionSettings />
      <Button size="md" className="self-start" onClick={() => void leave()}>
        Log out
      </Button>
    </>
  )
}

function Loading() {
  return (
    <div aria-hidden className="flex flex-col gap-8">
      {['h-52', 'h-28', 'h-52'].map((height, index) => (
        <Skeleton key={`${height}-${String(index)}`} className={`${height} rounded-xl`} />
      ))}
    </div>
  )
}
