import { EventsPage } from '@/components/developers/events/EventsPage'

export default function Page() {
  return <EventsPage />
}
