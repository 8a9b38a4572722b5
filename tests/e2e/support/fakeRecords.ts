import type { BrowserContext } from '@playwright/test'
import type { PresenceDetails, PresenceExplanation, PresenceHistory } from '@/lib/adminProtocol'
import { ago, visitor } from './crowd'

/** What the server keeps of a tenant's presence, in the hands of a test. */
export interface FakeRecords {
  history?: Partial<PresenceHistory>
  details?: Partial<PresenceDetails>
  explanation?: Partial<PresenceExplanation>
}

/** Answers the admins' reads of the context's pages. */
export async function fakeRecords(context: BrowserContext, given: FakeRecords = {}): Promise<void> {
  const { history, details, explanation } = given
  const answers: Record<string, object> = {
    history: { ...usualHistory(), ...history },
    users: { ...usualDetails(), ...details },
    explain: { ...usualExplanation(), ...explanation },
  }
  await context.route(/\/api\/admin\/presence\/(history|users|explain)/, (route) => {
    const [, what = ''] = /presence\/(\w+)/.exec(route.request().url()) ?? []
    return route.fulfill({ json: answers[what] })
  })
}

/** Half an hour of growth, with two minutes of which nothing is known. */
function usualHistory(): PresenceHistory {
  const minutes = Array.from({ length: 30 }, (_, index) => ({
    at: ago(1740 - index * 60),
    online: 8 + Math.round(index * 1.3) + (index % 3),
  })).filter((_, index) => index !== 11 && index !== 12)
  return {
    success: true,
    minutes,
    lastVisit: { at: ago(720), url: 'https://acme.com/pricing', title: 'Pricing' },
    bots: 0,
  }
}

function usualDetails(): PresenceDetails {
  const pageAt = (number: number, enteredAt: string, leftAt?: string) => {
    const { url, title = '' } = visitor(number)
    return { url, title, enteredAt, ...(leftAt && { leftAt }) }
  }
  return {
    success: true,
    firstSeenAt: ago(86_400 * 12),
    lastSeenAt: ago(20),
    pages: [
      pageAt(0, ago(42)),
      pageAt(3, ago(171), ago(42)),
      pageAt(6, ago(460), ago(171)),
      pageAt(9, ago(499), ago(460)),
    ],
  }
}

function usualExplanation(): PresenceExplanation {
  return {
    success: true,
    userId: visitor(0).userId,
    state: 'online',
    reason: 'Two connections are alive.',
    connections: [
      {
        connectionId: 'c_9kQ2',
        nodeId: 'n_eu-1',
        transport: 'websocket',
        connectedAt: ago(499),
        lastBeatAt: ago(4),
        leaseEndsAt: ago(-11),
        url: visitor(0).url,
        active: true,
      },
      {
        connectionId: 'c_77aX',
        nodeId: 'n_eu-2',
        transport: 'polling',
        connectedAt: ago(171),
        lastBeatAt: ago(9),
        leaseEndsAt: ago(-6),
        url: visitor(3).url,
        active: false,
      },
    ],
    transitions: [
      { at: ago(171), what: 'joined', reason: 'another tab was opened', connectionId: 'c_77aX' },
      { at: ago(499), what: 'online', reason: 'the first connection came' },
      { at: ago(499), what: 'joined', reason: 'a tab was opened', connectionId: 'c_9kQ2' },
    ],
  }
}
