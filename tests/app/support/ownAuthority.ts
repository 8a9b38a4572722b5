import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer } from 'node:tls'
import { findOpenssl } from '../../infrastructure/tools'

export interface TlsFront {
  /** `https://localhost:…` */
  url: string
  /** The file of the authority that vouches for it, known to no program. */
  authority: string
  close(): void
}

/** TLS before a server of plain http, with a certificate that only its own file vouches for. */
export async function tlsFrontOf(plain: string): Promise<TlsFront> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-tls-'))
  const [keyFile, authority] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')]
  const made = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']
  const named = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']
  const files = ['-keyout', keyFile, '-out', authority]
  execFileSync(findOpenssl() ?? 'openssl', ['req', '-x509', ...made, ...named, ...files], {
    stdio: 'ignore',
  })
  const { port } = new URL(plain)
  const pair = { key: readFileSync(keyFile), cert: readFileSync(authority) }
  const server = createServer(pair, (client) => {
    const upstream = connect(Number(port), '127.0.0.1')
    for (const end of [client, upstream]) end.on('error', () => end.destroy())
    client.on('close', () => upstream.destroy())
    client.pipe(upstream).pipe(client)
  }).listen(0, 'localhost')
  await once(server, 'listening')
  return {
    url: `https://localhost:${(server.address() as AddressInfo).port}`,
    authority,
    close: () => {
      server.close()
      rmSync(folder, { recursive: true })
    },
  }
}
