import type { Page } from '@playwright/test'
import { type DemoName, type Person, request, resume, signIn } from '../../app/support/people'
import type { TestSocket } from '../../app/support/testSocket'
import type { Started } from './startParley'
import { newTeam } from './team'

/** The people whom a test knows, on the server that it talks to. */
export interface People {
  /** Opens a path of the server in a tab that becomes somebody's. */
  visit(page: Page, path: string, as: DemoName): Promise<void>
  /** Somebody who uses the API, to prepare what a page shows. */
  person(as: DemoName): Promise<Person>
  /** Somebody who is online without a page: far cheaper, where nobody looks at their screen. */
  online(as: DemoName): Promise<Person>
  /** Ends a sign-in from elsewhere. */
  signOut(sessionToken: string): Promise<void>
  /** Whoever is online without a page goes. */
  leave(): void
}

/** Those of the demo. */
export function demoPeople({ url }: Started): People {
  return {
    visit: async (page, path, as) => {
      await page.goto(`${url + path}${path.includes('?') ? '&' : '?'}as=${as}`)
    },
    ...peopleBy(url, (as) => signIn(url, as)),
  }
}

/** A team that no other test knows; whoever can store for it makes it. */
export function ownPeople({ url, database }: Started): People {
  if (!database) throw new Error('Nobody can look into the storage of this server')
  const team = newTeam(database)
  return {
    visit: async (page, path, as) => {
      await page.addInitScript(beSomebody, await team.openSession(as))
      await page.goto(url + path)
    },
    ...peopleBy(url, async (as) => resume(url, await team.openSession(as))),
  }
}

/** Runs in the page, as the demo's entry does: once, for what becomes of it later is the page's. */
function beSomebody(sessionToken: string): void {
  const mark = 'test.entered'
  if (location.protocol !== 'http:' || sessionStorage.getItem(mark)) return
  sessionStorage.setItem(mark, '1')
  sessionStorage.setItem('parley.tab-session', sessionToken)
}

function peopleBy(url: string, person: (as: DemoName) => Promise<Person>): Omit<People, 'visit'> {
  const sockets: TestSocket[] = []
  return {
    person,
    online: async (as) => {
      const somebody = await person(as)
      sockets.push(await somebody.connect())
      return somebody
    },
    signOut: async (token) => {
      await request(url, 'POST', '/api/auth/sign-out', { token, body: {} })
    },
    leave: () => {
      for (const socket of sockets) socket.close()
    },
  }
}
