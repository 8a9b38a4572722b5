import type { HttpDoor } from '@/services/realtime'
import type { App } from './createApp'

const KEY = Symbol.for('parley.app')

type Holder = { [KEY]?: App }

/** Next's bundles hold their own copy of every module; this is the one way across. */
export function shareApp(app: App): void {
  ;(globalThis as Holder)[KEY] = app
}

/** The app of this process. There is none while pages are built. */
export function currentApp(): App {
  const app = (globalThis as Holder)[KEY]
  if (!app) throw new Error('The app has not started: run server.ts, not next start.')
  return app
}

type RouteContext = { params: Promise<Record<string, string>> }

/** A door as a route handler. */
export function mount(door: HttpDoor<App>) {
  return async (request: Request, context: RouteContext): Promise<Response> =>
    door(currentApp(), request, await context.params)
}
