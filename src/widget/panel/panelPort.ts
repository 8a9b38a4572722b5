import { CONNECT, type ToLoader, type ToPanel } from '../channel'

/** The way to the page around this frame. */
export interface PanelPort {
  tell(message: ToLoader): void
}

/**
 * Takes the port from the page that the server lets frame this one, and from no other: its origin
 * stands in the address, and the server's policy names the same one.
 */
export function openPanelPort(hear: (message: ToPanel) => void): PanelPort {
  const origin = new URLSearchParams(location.search).get('origin')
  let port: MessagePort | undefined
  window.addEventListener('message', ({ source, origin: from, data, ports }) => {
    if (source !== window.parent || from !== origin || data !== CONNECT) return
    port?.close()
    port = ports[0]
    if (!port) return
    port.onmessage = ({ data: message }: MessageEvent<ToPanel>) => hear(message)
    port.postMessage({ type: 'ready' } satisfies ToLoader)
  })
  return { tell: (message) => port?.postMessage(message) }
}
