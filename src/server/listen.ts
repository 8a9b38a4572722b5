import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Config } from '@/config/config'

/**
 * Lines that may wait to be taken. Beyond it the kernel drops them without a word, and clients try
 * again after 1, 3, 7 and 15 s; it has a limit of its own (`net.core.somaxconn`, 4096 by default).
 */
const BACKLOG = 16_384

/** Resolves with the address once it listens; the port is the real one where 0 was asked for. */
export async function listen(server: Server, { port, host }: Config): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, host, backlog: BACKLOG }, resolve)
  })
  return `http://${urlHost(host)}:${(server.address() as AddressInfo).port}`
}

function urlHost(host: string): string {
  if (host === '0.0.0.0' || host === '::' || host === '127.0.0.1') return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}
