import Link from 'next/link'
import { buttonClass } from '@/components/ui/buttonClass'
import { EmptyState } from '@/components/ui/EmptyState'

export const metadata = { title: 'Nothing here' }

export default function NotFound() {
  return (
    <main className="flex min-h-dvh items-center justify-center">
      <EmptyState
        as="h1"
        title="There is nothing at this address"
        action={
          <>
            <Link href="/" className={buttonClass('secondary', 'md')}>
              Start page
            </Link>
            <Link href="/chat" className={buttonClass('primary', 'md')}>
              Open the chat
            </Link>
          </>
        }
      >
        The page may have moved, or the link may be cut off.
      </EmptyState>
    </main>
  )
}
