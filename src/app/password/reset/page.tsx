import type { Metadata } from 'next'
import Link from 'next/link'
import { AuthColumn, textLink } from '@/components/account/AuthColumn'
import { ResetPasswordForm } from '@/components/account/ResetPasswordForm'

// The address holds a secret: no page that is opened from here may learn it.
export const metadata: Metadata = { title: 'New password', referrer: 'no-referrer' }

interface ResetPasswordProps {
  searchParams: Promise<{ token?: string | string[] }>
}

export default async function ResetPassword({ searchParams }: ResetPasswordProps) {
  const { token } = await searchParams
  return (
    <AuthColumn title="New password">
      {typeof token === 'string' && token ? <ResetPasswordForm token={token} /> : <NoToken />}
    </AuthColumn>
  )
}

function NoToken() {
  return (
    <p className="text-fg-muted">
      This link is cut off. Open it from the mail again, or{' '}
      <Link href="/password/forgot" className={textLink}>
        ask for a new one
      </Link>
      .
    </p>
  )
}
