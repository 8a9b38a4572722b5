import { headers } from 'next/headers'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { AuthColumn, textLink } from '@/components/account/AuthColumn'
import { DemoAccounts } from '@/components/account/DemoAccounts'
import { nextPath } from '@/components/account/nextPath'
import { SignInForm } from '@/components/account/SignInForm'
import { currentApp } from '@/server/currentApp'

export const dynamic = 'force-dynamic'
export const metadata = { title: 'Log in' }

interface LogInProps {
  searchParams: Promise<{ next?: string | string[] }>
}

export default async function LogIn({ searchParams }: LogInProps) {
  const next = nextPath((await searchParams).next)
  const app = currentApp()
  if (await app.signedInAccount((await headers()).get('cookie'))) redirect(next)
  const { demo, signUp, firstSignUp } = await app.facts()
  return (
    <AuthColumn title="Log in" foot={(signUp !== 'closed' || firstSignUp) && <NoAccount />}>
      {demo && <DemoAccounts />}
      <SignInForm next={next} />
    </AuthColumn>
  )
}

function NoAccount() {
  return (
    <>
      No account yet?{' '}
      <Link href="/signup" className={textLink}>
        Sign up
      </Link>
    </>
  )
}
