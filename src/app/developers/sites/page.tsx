import { SitesPage } from '@/components/developers/sites/SitesPage'

export default function Page() {
  return <SitesPage />
}
