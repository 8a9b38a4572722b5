import { siteStorage, tabStorage } from '@/lib/client/keptStorage'
import type { ChatWidgetConfig, ParleyGlobal, WidgetCommand } from '@/lib/widgetProtocol'
import { createEvents } from './events'
import { attributesOf, type Settings, settingsOf } from './settings'
import { WidgetRun } from './widgetRun'

type Call = (...values: never[]) => unknown

/**
 * Makes `window.Parley`, and begins by itself where a key is known and no consent is needed. Where
 * it is there already, the script was loaded twice and does nothing.
 */
export function installParley(script: HTMLScriptElement | null): void {
  const { Parley: before = [] } = window
  if (!Array.isArray(before)) return
  const parley = createParley(script)
  window.Parley = parley
  parley.push(...before)
  whenIdle(() => window.Parley === parley && parley.init())
}

function createParley(script: HTMLScriptElement | null): ParleyGlobal {
  const events = createEvents()
  const run = new WidgetRun(events)
  let settings: Settings | undefined
  let hasConsent = false
  const waiting: WidgetCommand[] = []
  const push = (...commands: WidgetCommand[]) => {
    for (const [name, ...values] of commands) calls[name]?.(...(values as never[]))
  }
  const begin = () => {
    if (settings && !run.widget && (hasConsent || !settings.needsConsent)) void run.begin(settings)
  }
  events.on('ready', () => push(...waiting.splice(0)))
  const calls: Record<string, Call> = {
    push,
    on: events.on,
    init: (given: ChatWidgetConfig = {}) => {
      const shown = script ? attributesOf(script) : {}
      const next = settingsOf({ ...window.ChatWidgetConfig, ...shown, ...given }, script?.src)
      if (settings || !next.apiKey) return
      settings = next
      begin()
    },
    identify: (proof?: string | { token?: string }) =>
      run.say((widget) => widget.identify(typeof proof === 'string' ? proof : proof?.token)),
    logout: () => run.say((widget) => widget.logout()),
    consent: (isGiven: boolean) => {
      hasConsent = isGiven
      if (isGiven) return begin()
      run.end()
      for (const kept of [siteStorage, tabStorage]) kept.removeAll()
    },
    destroy: () => {
      run.end()
      if (window.Parley === parley) delete window.Parley
    },
  }
  const parley = calls as unknown as ParleyGlobal
  for (const name of widgetCalls)
    calls[name] = (...values: never[]) =>
      run.widget?.isReady
        ? (run.widget[name] as Call)(...values)
        : void waiting.push([name, ...values])
  return parley
}

/** What needs a widget waits until there is one. */
const widgetCalls = [
  'open',
  'close',
  'toggle',
  'show',
  'hide',
  'sendMessage',
  'prefill',
  'page',
  'track',
] as const

/** After everything that the page itself has to do. */
function whenIdle(run: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(run, { timeout: 2_000 })
  else setTimeout(run, 1)
}
