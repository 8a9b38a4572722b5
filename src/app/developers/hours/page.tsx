import { HoursPage } from '@/components/developers/hours/HoursPage'

export default function Page() {
  return <HoursPage />
}
