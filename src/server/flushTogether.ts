import type { Socket as TcpSocket } from 'node:net'
import type { Server } from 'socket.io'

/** What is Engine.IO's own of its socket, and what is ws's own of its. */
interface EngineSocket {
  flush(): void
  readonly transport: { readonly socket?: { readonly _socket?: TcpSocket } }
}

/**
 * Engine.IO writes every packet by itself, a system call each. What one turn of the loop says to a
 * socket (acks and broadcasts of a batch of messages) leaves together at the end of the turn.
 */
export function flushTogether(engine: Server['engine']): void {
  const waiting = new Set<EngineSocket>()

  function flushLater(this: EngineSocket): void {
    if (waiting.size === 0) setImmediate(flushAll)
    waiting.add(this)
  }

  function flushAll(): void {
    const sockets = [...waiting]
    waiting.clear()
    for (const socket of sockets) flushNow(socket)
  }

  engine.on('connection', (socket: unknown) => {
    ;(socket as EngineSocket).flush = flushLater
  })
}

function flushNow(socket: EngineSocket): void {
  const line = socket.transport.socket?._socket
  line?.cork()
  Object.getPrototypeOf(socket).flush.call(socket)
  line?.uncork()
}
