import { io, type Socket } from 'socket.io-client'
import type { OpenSocket, SocketAddress, WireSocket } from './wireSocket'

/**
 * A Socket.IO socket that is not connected yet. Reconnecting is `connectionKeeper`'s: it must
 * look at the token before each try, and knows when a try is worth making at once.
 */
export const openSocket: OpenSocket = (address: SocketAddress): WireSocket => {
  const socket: Socket = io(address.url || undefined, {
    path: '/api/socketio',
    addTrailingSlash: false,
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    forceNew: true,
    autoConnect: false,
    reconnection: false,
    timeout: false as unknown as number,
    query: address.query,
    auth: (show) => show({ ...address.auth() }),
  })
  return {
    get connected() {
      return socket.connected
    },
    connect: (transports) => {
      socket.io.opts.transports = [...transports]
      socket.connect()
    },
    disconnect: () => {
      socket.disconnect()
    },
    on: (event, listener) => {
      socket.on(event, listener)
    },
    emit: (event, payload) => {
      if (socket.connected) socket.emit(event, payload)
    },
    ask: (event, payload, limitMs, answer) => {
      if (socket.connected) socket.timeout(limitMs).emit(event, payload, answer)
      else answer(new Error('The socket is not connected'))
    },
  }
}
