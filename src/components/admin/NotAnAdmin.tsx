import Link from 'next/link'
import { buttonClass } from '@/components/ui/buttonClass'
import { EmptyState } from '@/components/ui/EmptyState'

export function NotAnAdmin() {
  return (
    <main className="flex h-dvh items-center justify-center">
      <EmptyState
        as="h1"
        title="Only admins see who is on the websites"
        action={
          <Link href="/chat" className={buttonClass('primary')}>
            Back to chats
          </Link>
        }
      >
        Ask an owner of your team for the role of an agent or admin.
      </EmptyState>
    </main>
  )
}
