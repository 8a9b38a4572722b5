import { randomBytes } from 'node:crypto'
import type { AccessGrant } from '@/lib/accountProtocol'
import { refusal } from '@/lib/errors'
import type { RequestLimits } from '@/services/realtime'
import type { AccessGrants } from './accessGrants'
import type { AccountSessions, SignInPlace } from './accountSessions'
import type { AccountStore } from './accountStore'
import { DEMO_PEOPLE, type DemoPerson } from './demoCast'
import { newUserId } from './signUp'

type DemoGrant = AccessGrant & {
  /** Kept by the tab, and shown where others show a cookie. */
  sessionToken: string
}

export interface Demo {
  /** Makes one tab a demo person's; `new` is somebody fresh. `NOT_FOUND` where there is no demo. */
  openTab(as: DemoPerson | 'new', place: SignInPlace): Promise<DemoGrant>
}

interface Options {
  isOn: boolean
  accounts: AccountStore
  sessions: AccountSessions
  grants: AccessGrants
  limits: RequestLimits
}

export function createDemo({ isOn, accounts, sessions, grants, limits }: Options): Demo {
  async function openTab(as: DemoPerson | 'new', place: SignInPlace): Promise<DemoGrant> {
    if (!isOn) throw refusal('NOT_FOUND')
    const userId = as === 'new' ? await addGuest(place.ip) : DEMO_PEOPLE[as].id
    const { token, session } = await sessions.open(userId, place)
    return { ...(await grants.grant(session)), sessionToken: token }
  }

  /** Guests are rows that stay: one address makes only so many. */
  async function addGuest(ip: string): Promise<string> {
    await limits.signIn(ip, `guest ${ip}`)
    const id = newUserId()
    const name = `Guest ${randomBytes(2).toString('hex').toUpperCase()}`
    const email = `guest-${randomBytes(8).toString('hex')}@example.com`
    if ((await accounts.addMember({ id, name, email })) !== 'added') throw refusal('NOT_FOUND')
    return id
  }

  return { openTab }
}
