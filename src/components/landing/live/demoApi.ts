import { requestJson } from '@/lib/client/requests'
import type { DemoOnline } from '@/lib/demoProtocol'
import { TABLE_ROWS } from './onlineFeed'

export interface VisitorsSwitch {
  running: boolean
}

const ID_END = 8

/** What a demo's landing page asks of its own server. Rejects with a `ParleyApiError`. */
export const demoApi = {
  online: (visitorId?: string): Promise<DemoOnline> => {
    const you = visitorId === undefined ? '' : `&you=${encodeURIComponent(idEnd(visitorId))}`
    return call('GET', `/api/demo/online?limit=${TABLE_ROWS}${you}`)
  },
  visitors: (): Promise<VisitorsSwitch> => call('GET', '/api/demo/visitors'),
  turn: (running: boolean): Promise<VisitorsSwitch> =>
    call('PUT', '/api/demo/visitors', { running }),
}

/** Rows are known by the end of an id. */
export function idEnd(id: string): string {
  return id.slice(-ID_END)
}

function call<Answer>(method: string, url: string, body?: object): Promise<Answer> {
  return requestJson({ method, url, body, credentials: 'omit' })
}
