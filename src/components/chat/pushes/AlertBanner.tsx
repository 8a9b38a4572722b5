'use client'
import { TriangleAlert } from 'lucide-react'
import { Banner } from '@/components/ui/Banner'
import { Button } from '@/components/ui/Button'
import { useChat, usePushState } from '../state/ChatProvider'

/** The newest alert of the back end, under the pages' headers, until it is dismissed. */
export function AlertBanner() {
  const { pushes, composer } = useChat()
  const alerts = usePushState((state) => state.alerts)
  const [alert, ...others] = alerts
  if (!alert) return null
  const dismiss = () => {
    pushes.dismiss(alert.id)
    // The button stays for the next alert; after the last one writing goes on.
    if (others.length === 0) composer.focusEnd()
  }
  return (
    <section aria-label="Alerts" className="absolute inset-x-0 top-14 z-30">
      <Banner
        tone="away"
        icon={<TriangleAlert aria-hidden />}
        action={<Button onClick={dismiss}>Dismiss</Button>}
      >
        <span className="line-clamp-4 [overflow-wrap:anywhere]">
          <bdi>{alert.title}</bdi>
          {alert.body && <bdi className="font-normal"> {alert.body}</bdi>}
          {others.length > 0 && <span className="font-normal"> ({others.length} more)</span>}
        </span>
      </Banner>
    </section>
  )
}
