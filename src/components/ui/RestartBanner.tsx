import { RefreshCw } from 'lucide-react'
import { Banner } from './Banner'

/** The server has said that it is being restarted: nothing is wrong, and nothing is to be done. */
export function RestartBanner({ inFlow = false }: { inFlow?: boolean }) {
  return (
    <Banner tone="neutral" icon={<RefreshCw aria-hidden />} inFlow={inFlow}>
      Updating the server. Back in a moment.
    </Banner>
  )
}
