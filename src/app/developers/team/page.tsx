import { TeamPage } from '@/components/developers/team/TeamPage'

export default function Page() {
  return <TeamPage />
}
