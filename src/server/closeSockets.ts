import type { SocketServer } from './socketServer'
import { inWaves } from './waves'

/** A wave comes back spread over this time. */
export const RETURN_WITHIN_MS = 1000

/**
 * Closes the transports of all sockets, spread over a time so that not everybody comes back at
 * once. To a client it is a lost line: it comes back by itself and reads what it missed; nobody
 * is taken offline by it. Before a restart it is told why.
 */
export async function closeInWaves(
  io: SocketServer,
  spreadMs: number,
  { isRestart = false } = {},
): Promise<void> {
  await inWaves([...io.of('/').sockets.values()], spreadMs, (socket) => {
    if (isRestart) socket.emit('server_restarting', { withinMs: RETURN_WITHIN_MS })
    socket.conn.close()
  })
}
