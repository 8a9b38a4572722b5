import { KeysPage } from '@/components/developers/keys/KeysPage'

export default function Page() {
  return <KeysPage />
}
