import { createVisitorSession } from '@/lib/visitorSession'
import { ChatWebSocket } from '@/lib/ws'
import type { DemoSite } from './site'

/** What somebody on a website learns of their own visit. */
export interface VisitHearer {
  /** Connected, again after every reconnect. */
  up(visitorId: string): void
  down(): void
}

/** Is a visitor of the website, as on any customer's page. Returns the way to leave. */
export function visit({ tenantId, apiKey }: DemoSite, hearer: VisitHearer): () => void {
  const session = createVisitorSession({ url: '', tenantId, apiKey })
  const onConnect = () => {
    session.get().then(({ userId }) => hearer.up(userId), hearer.down)
  }
  const socket = new ChatWebSocket(
    tenantId,
    { onConnect, onDisconnect: hearer.down, onError: hearer.down },
    {},
    false,
    { url: '', passes: passesOf(session) },
  )
  return () => socket.disconnect()
}

/** A visitor shows a token and follows nobody. Whatever was refused, they stay who they are. */
function passesOf({ get, renew }: ReturnType<typeof createVisitorSession>) {
  const pass = ({ token }: { token: string }) => ({ token })
  return {
    get: () => get().then(pass),
    renew: () => renew().then(pass),
    forget: () => {},
  }
}
