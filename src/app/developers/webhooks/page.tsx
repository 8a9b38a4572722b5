import { WebhooksPage } from '@/components/developers/webhooks/WebhooksPage'

export default function Page() {
  return <WebhooksPage />
}
