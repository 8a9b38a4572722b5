import { Window } from 'happy-dom'
import { type ComponentType, createElement, StrictMode } from 'react'
import { flushSync } from 'react-dom'
import { createRoot, type Root } from 'react-dom/client'
import { vi } from 'vitest'
import type { AccessGrant } from '@/lib/accountProtocol'
import { configure } from '@/lib/config'
import type { Person } from '../../app/support/people'
import { preparedDataFolder } from '../../infrastructure/engineDump'
import { freePort, until } from '../../infrastructure/processes'
import { type ServerProcess, startServerProcess } from '../../infrastructure/serverProcess'

/** The admin app of the guides: a page of one of the demo tenant's own sites. */
const ADMIN_APP = 'http://localhost:8080/admin'

export interface TestParley extends ServerProcess {
  env: Record<string, string>
  port: number
  close(): Promise<void>
}

/** A real Parley in a process of its own: this one is a browser's. */
export async function startParley(): Promise<TestParley> {
  const folder = await preparedDataFolder()
  const env = { DATA_DIR: folder.path, PRESENCE_GRACE_MS: '200', LOG_LEVEL: 'silent' }
  const port = await freePort()
  const server = await startServerProcess({ program: 'api', port, env })
  const parley: TestParley = {
    ...server,
    env,
    port,
    // Whatever process stands for it by then.
    close: async () => {
      await parley.kill()
      folder.remove()
    },
  }
  return parley
}

/** Makes this process a browser's that shows the admin app; requests carry its origin. */
export function openBrowser(): void {
  const browser = new Window({ url: ADMIN_APP })
  const { document, location, localStorage, sessionStorage, navigator } = browser
  const globals = { window: browser, document, location, localStorage, sessionStorage, navigator }
  for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value)
  const reach = globalThis.fetch
  vi.stubGlobal('fetch', (input: RequestInfo | URL, init: RequestInit = {}) => {
    const headers = new Headers(init.headers)
    if (!headers.has('origin')) headers.set('origin', location.origin)
    return reach(input, { ...init, headers })
  })
}

/** What an app written from the guides says once: where the server is, and who its admin is. */
export function configureFor(url: string, { token }: Pick<Person, 'token'>): void {
  const grant = { token, expiresIn: 900 } as AccessGrant
  configure({ url, getToken: async () => grant })
}

export interface Shown {
  text(): string
  /** Waits until the page says so. */
  shows(what: RegExp): Promise<void>
  hides(what: string): Promise<void>
  press(label: string): void
  /** Types into the field with this placeholder. */
  write(placeholder: string, text: string): void
  close(): void
}

const open = new Set<Root>()

/** Draws a component as a development build does: strict mode mounts it twice. */
export function draw<Props extends object>(component: ComponentType<Props>, props: Props): Shown {
  const container = document.createElement('div')
  const root = createRoot(container)
  flushSync(() => root.render(createElement(StrictMode, {}, createElement(component, props))))
  open.add(root)
  const text = () => container.textContent ?? ''
  const waitUntil = async (what: string, isTrue: () => boolean) => {
    await until(what, () => isTrue() || undefined).catch((error: Error) => {
      throw new Error(`${error.message}; the page says: ${text()}`)
    })
  }
  return {
    text,
    shows: (what) => waitUntil(`${what} is shown`, () => text().match(what) !== null),
    hides: (what) => waitUntil(`${what} is gone`, () => !text().includes(what)),
    press: (label) => {
      const buttons = [...container.querySelectorAll('button')]
      buttons.find((one) => one.textContent === label)?.click()
    },
    write: (placeholder, text) => {
      const field = container.querySelector(`input[placeholder="${placeholder}"]`)
      // React watches the field's own `value`: only the setter of its class goes past it.
      Reflect.set(window.HTMLInputElement.prototype, 'value', text, field)
      field?.dispatchEvent(new window.Event('input', { bubbles: true }))
    },
    close: () => {
      if (open.delete(root)) root.unmount()
    },
  }
}

/** What a test that failed has left. */
export function closeAll(): void {
  for (const root of open) root.unmount()
  open.clear()
}

/** A component of a sample; `samples/` is type-checked apart, as an app would. */
export async function sample<Props extends object>(
  file: string,
  name: string,
): Promise<ComponentType<Props>> {
  const [base, extension] = file.split('.')
  const module =
    extension === 'jsx'
      ? await import(`../samples/${base}.jsx`)
      : await import(`../samples/${base}.tsx`)
  return module[name]
}
