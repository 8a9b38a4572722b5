import Link from 'next/link'
import { Avatar } from '@/components/ui/Avatar'
import { buttonClass } from '@/components/ui/buttonClass'
import { Logo } from '@/components/ui/Logo'
import type { Account } from '@/lib/protocol'

interface LandingHeaderProps {
  account: Account | undefined
  maySignUp: boolean
}

export function LandingHeader({ account, maySignUp }: LandingHeaderProps) {
  return (
    <header className="flex h-16 items-center gap-3">
      <Logo />
      <span className="font-semibold text-lg">Parley</span>
      <nav aria-label="Account" className="ms-auto flex items-center gap-3">
        {account ? <SignedIn account={account} /> : <SignedOut maySignUp={maySignUp} />}
      </nav>
    </header>
  )
}

function SignedIn({ account }: { account: Account }) {
  return (
    <>
      <Link
        href="/settings"
        aria-label={`${account.name}, settings`}
        className="rounded-full pointer-coarse:p-1.5"
      >
        <Avatar userId={account.id} name={account.name} src={account.avatar} size={32} />
      </Link>
      <Link href="/chat" className={buttonClass('primary')}>
        Open chat
      </Link>
    </>
  )
}

function SignedOut({ maySignUp }: { maySignUp: boolean }) {
  return (
    <>
      <Link href="/login" className={buttonClass('secondary')}>
        Log in
      </Link>
      {maySignUp && (
        <Link href="/signup" className={buttonClass('primary', 'sm', 'max-sm:hidden')}>
          Sign up
        </Link>
      )}
    </>
  )
}
