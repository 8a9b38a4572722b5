import { IdentityPage } from '@/components/developers/identity/IdentityPage'

export default function Page() {
  return <IdentityPage />
}
