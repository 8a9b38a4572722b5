import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Logger } from 'pino'
import type { Config } from '@/config/config'
import { type App, createApp } from './createApp'
import { operatorDoors } from './doors'
import { doorFinder } from './doorTable'
import { endWith, failSafely } from './front'
import { listen } from './listen'
import { doorRequest, sendAnswer } from './nodeDoor'
import { API_POLICY, prepareRequest, secureAnswer } from './requestHeaders'
import type { RunningServer } from './startServer'

/** Relays jobs and posts webhooks; serves nobody but its operator. */
export async function startWorker(config: Config, log: Logger): Promise<RunningServer> {
  if (!config.databaseUrl || !config.redisUrl)
    throw new Error('ROLE=worker works for other processes: it needs DATABASE_URL and REDIS_URL.')
  const app = await createApp(config, log)
  const server = createServer(operatorListener(app))
  const url = await listen(server, config)
  return {
    app,
    url,
    close: async () => {
      await new Promise((resolve) => {
        server.close(resolve)
        server.closeAllConnections()
      })
      await app.onlineUsers.close()
      await app.io.close()
      await app.close()
    },
  }
}

function operatorListener(app: App) {
  const findDoor = doorFinder(operatorDoors)
  return (request: IncomingMessage, response: ServerResponse) => {
    prepareRequest(request, app.config)
    secureAnswer(request, response, { policy: API_POLICY, secure: app.config.secure })
    const found = findDoor(request.method, request.url ?? '')
    if (!found) return endWith(response, 404)
    found.door
      .answer(app, doorRequest(request), found.params)
      .then((answer) => sendAnswer(answer, response))
      .catch((error) => {
        app.log.error({ err: error, path: request.url }, 'answer failed')
        failSafely(response)
      })
  }
}
