import { SettingsPage } from '@/components/account/settings/SettingsPage'

export const dynamic = 'force-dynamic'
export const metadata = { title: 'Settings' }

export default function Settings() {
  return <SettingsPage />
}
