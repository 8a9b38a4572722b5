import { backOffMs } from '@/lib/client/backOff'
import { siteStorage } from '@/lib/client/keptStorage'
import { requestJson } from '@/lib/client/requests'
import type { ParleyApiError } from '@/lib/parleyApiError'
import type { WebsiteAnswer } from '@/lib/webchatProtocol'
import { colorOf, type Settings } from './settings'

/** Whose website this is, which settings need not say. */
export type KnownSettings = Settings & { tenantId: string; name: string; color: string }

/** How long a change of colour or greeting may take to be seen. */
const keptMs = 10 * 60_000
/** Of the design: cobalt. */
const usualColor = '#2e5cde'

/**
 * Asks whose website this is, and how its chat looks, once in ten minutes. While the server is away
 * it is asked again, ever less often; `failed` is told of the first time.
 * @throws ParleyApiError what will be refused again, as a wrong key or a foreign page.
 */
export async function knowWebsite(
  settings: Settings,
  failed: (error: ParleyApiError) => void,
): Promise<KnownSettings> {
  const { tenantId, name, color, greeting } = settings
  const found = keptWebsite(settings) ?? (await ask(settings, failed))
  return {
    ...settings,
    tenantId: tenantId ?? found.tenantId,
    name: name ?? found.name,
    color: color ?? colorOf(found.color) ?? usualColor,
    greeting: greeting ?? found.greeting,
  }
}

async function ask(
  settings: Settings,
  failed: (error: ParleyApiError) => void,
): Promise<WebsiteAnswer> {
  const { url, apiKey } = settings
  for (let failures = 0; ; failures += 1) {
    try {
      const found = await requestJson<WebsiteAnswer>({
        method: 'GET',
        url: `${url}/api/chat/website`,
        headers: { authorization: `Bearer ${apiKey}` },
        credentials: 'omit',
      })
      siteStorage.set(keyOf(settings), JSON.stringify({ ...found, atMs: Date.now() }))
      return found
    } catch (error) {
      if (!(error as ParleyApiError).retry) throw error
      if (failures === 0) failed(error as ParleyApiError)
      await new Promise((resolve) => setTimeout(resolve, backOffMs(failures, Math.random())))
    }
  }
}

/** What others have written there is not believed. */
function keptWebsite(settings: Settings): WebsiteAnswer | undefined {
  try {
    const kept = JSON.parse(siteStorage.get(keyOf(settings)) ?? 'null')
    const isFresh = Date.now() - kept?.atMs < keptMs
    return isFresh && typeof kept.tenantId === 'string' ? kept : undefined
  } catch {
    return undefined
  }
}

function keyOf({ url, apiKey }: Settings): string {
  return `parley.website:${url}:${apiKey}`
}
