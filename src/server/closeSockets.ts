import type { SocketServer } from './socketServer'

const WAVES = 20
/** Fewer than this are no storm. */
const LEAST_PER_WAVE = 50
/** A wave comes back spread over this time. */
const RETURN_WITHIN_MS = 1000

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
  const sockets = [...io.of('/').sockets.values()]
  const perWave = Math.max(LEAST_PER_WAVE, Math.ceil(sockets.length / WAVES))
  for (let at = 0; at < sockets.length; at += perWave) {
    if (at > 0) await pause(spreadMs / WAVES)
    for (const socket of sockets.slice(at, at + perWave)) {
      if (isRestart) socket.emit('server_restarting', { withinMs: RETURN_WITHIN_MS })
      socket.conn.close()
    }
    await saidAndClosed()
  }
}

/** What a turn says leaves at its end (`flushTogether`), and only then the line is closed. */
function saidAndClosed(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
