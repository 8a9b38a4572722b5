import { PushPage } from '@/components/developers/push/PushPage'

export default function Page() {
  return <PushPage />
}
