import Link from 'next/link'
import { buttonClass } from '@/components/ui/buttonClass'
import { EmptyState } from '@/components/ui/EmptyState'

export function NotAManager() {
  return (
    <main className="flex h-dvh items-center justify-center">
      <EmptyState
        as="h1"
        title="Only owners and admins see this"
        action={
          <Link href="/chat" className={buttonClass('primary')}>
            Back to chats
          </Link>
        }
      >
        Keys, sites and people are changed here. Ask an owner of your team for the role of an admin.
      </EmptyState>
    </main>
  )
}
