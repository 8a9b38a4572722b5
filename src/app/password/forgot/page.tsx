import Link from 'next/link'
import { AuthColumn, textLink } from '@/components/account/AuthColumn'
import { ForgotPasswordForm } from '@/components/account/ForgotPasswordForm'

export const metadata = { title: 'Forgotten password' }

export default function ForgotPassword() {
  return (
    <AuthColumn
      title="Forgot your password?"
      foot={
        <Link href="/login" className={textLink}>
          Back to log in
        </Link>
      }
    >
      <ForgotPasswordForm />
    </AuthColumn>
  )
}
