import type { IncomingMessage } from 'node:http'
import type { Server } from 'socket.io'
import { taggedSid } from '@/services/edge'
import { saidByEdge } from './edgeGate'

interface Engine {
  generateId(request: IncomingMessage): string | PromiseLike<string>
}

/**
 * Sockets that begin through an edge get ids that begin with what it calls this process, so that
 * every edge finds the way of their next request without remembering it.
 */
export function nameSidsForEdge(engine: Server['engine']): void {
  const target = engine as unknown as Engine
  const generate = target.generateId.bind(target)
  target.generateId = async (request) => {
    const sid = await generate(request)
    const tag = saidByEdge(request)?.tag
    return tag ? taggedSid(tag, sid) : sid
  }
}
