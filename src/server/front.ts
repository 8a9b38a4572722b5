import type { IncomingMessage, ServerResponse } from 'node:http'
import { errorBody } from '@/lib/errors'
import { answerRefusal } from './answerRefusal'
import { answerCors } from './cors'
import type { App } from './createApp'
import { doors } from './doors'
import { doorFinder } from './doorTable'
import type { EdgeGate } from './edge/edgeGate'
import { answerKeyQuestion, isKeyQuestion } from './edge/keyQuestion'
import { doorRequest, sendAnswer } from './nodeDoor'
import type { Pages } from './pages'
import { API_POLICY, pagePolicy, prepareRequest, secureAnswer } from './requestHeaders'
import { isSocketRequest, resolveSocketAlias } from './upgrades'
import { createWidgetFiles } from './widgetFiles'

/** Addresses that pages of other websites call; visitors write at the one outside `/api`. */
const API = /^\/(api|webchat)\//

type RequestListener = (request: IncomingMessage, response: ServerResponse) => void

/**
 * Stands in front of everything: sockets to Engine.IO, the busiest doors answered here
 * (Next's route handler costs some 40 times as much), the rest to Next.
 */
export function createFront(app: App, gate: EdgeGate, pages: Pages | undefined): RequestListener {
  const hot = doors.filter((door) => door.hot && app.config.hotRoutes)
  const findDoor = doorFinder(pages ? hot : doors)
  const answerWidget = createWidgetFiles({
    folder: 'public',
    keep: app.config.production,
    isKnownOrigin: app.identity.isKnownOrigin,
  })
  return (request, response) => {
    const refused = gate(request)
    if (refused) answerRefusal(response, refused)
    else route(request, response)
  }

  function route(request: IncomingMessage, response: ServerResponse): void {
    resolveSocketAlias(request)
    if (isSocketRequest(request))
      return void app.io.engine.handleRequest(request as never, response)
    answer(request, response).catch((error) => {
      app.log.error({ err: error, path: request.url }, 'answer failed')
      failSafely(response)
    })
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!request.url?.startsWith('/')) return endWith(response, 400)
    if (isKeyQuestion(request)) return answerKeyQuestion(request, response, app.identity)
    prepareRequest(request, app.config)
    if (await answerFirst(request, response)) return
    const found = findDoor(request.method, request.url)
    if (!found) return answerFile(request, response)
    const { door, params } = found
    await sendAnswer(await door.answer(app, doorRequest(request), params), response)
  }

  async function answerFile(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (await answerWidget(request, response)) return
    if (pages) return pages.handle(request, response)
    endWith(response, 404)
  }

  /** Sets the headers of every answer; true when the request was a preflight and is answered. */
  async function answerFirst(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const isApi = API.test(request.url ?? '')
    const policy = isApi ? API_POLICY : pagePolicy(request, app.config)
    secureAnswer(request, response, { policy, secure: app.config.secure })
    return isApi ? answerCors(request, response, app.identity.isKnownOrigin) : false
  }
}

export function endWith(response: ServerResponse, status: 400 | 404): void {
  const body = errorBody({
    code: status === 404 ? 'NOT_FOUND' : 'INVALID_REQUEST',
    sentence: undefined,
  })
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

export function failSafely(response: ServerResponse): void {
  if (response.headersSent) return void response.destroy()
  response.writeHead(500, { 'content-type': 'application/json' })
  response.end(JSON.stringify(errorBody(undefined)))
}
