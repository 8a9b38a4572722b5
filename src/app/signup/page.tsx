import { headers } from 'next/headers'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { AuthColumn, textLink } from '@/components/account/AuthColumn'
import { nextPath } from '@/components/account/nextPath'
import { SignUpForm } from '@/components/account/SignUpForm'
import { currentApp } from '@/server/currentApp'

export const dynamic = 'force-dynamic'
export const metadata = { title: 'Sign up' }

interface SignUpProps {
  searchParams: Promise<{ next?: string | string[]; invite?: string | string[] }>
}

export default async function SignUp({ searchParams }: SignUpProps) {
  const asked = await searchParams
  const next = nextPath(asked.next)
  const invitation = typeof asked.invite === 'string' ? asked.invite : undefined
  const app = currentApp()
  if (await app.signedInAccount((await headers()).get('cookie'))) redirect(next)
  const { signUp, firstSignUp } = await app.facts()
  const mode = firstSignUp ? 'first' : signUp
  return (
    <AuthColumn title="Sign up" foot={<HasAccount />}>
      {mode !== 'open' && <p className="mb-6 text-fg-muted">{sentence(mode, invitation)}</p>}
      {isOpen(mode, invitation) && <SignUpForm next={next} invitation={invitation} />}
    </AuthColumn>
  )
}

type Mode = 'first' | 'invite' | 'open' | 'closed'

function isOpen(mode: Mode, invitation: string | undefined): boolean {
  return mode === 'first' || mode === 'open' || (mode === 'invite' && Boolean(invitation))
}

function sentence(mode: Exclude<Mode, 'open'>, invitation: string | undefined): string {
  if (mode === 'first') return 'This server is new. Whoever signs up first owns it.'
  if (mode === 'closed') return 'Sign-up is closed on this server.'
  return invitation
    ? 'You were invited. Use the e-mail address that the invitation was sent to.'
    : 'You need an invitation to sign up here. Open the link in the mail that you got.'
}

function HasAccount() {
  return (
    <>
      Have an account?{' '}
      <Link href="/login" className={textLink}>
        Log in
      </Link>
    </>
  )
}
