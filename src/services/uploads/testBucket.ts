import { createHash, createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { S3Options } from './s3FileStore'

export interface TestBucket {
  options: S3Options
  /** Keys of what is stored. */
  keys(): string[]
  close(): Promise<void>
}

const CREDENTIALS = { accessKeyId: 'test-key', secretAccessKey: 'test-secret', region: 'eu-test-1' }

/** A bucket that stores in memory what is signed as Amazon's documents say, and refuses the rest. */
export async function openTestBucket(): Promise<TestBucket> {
  const files = new Map<string, Buffer>()
  const server = createServer((request, response) => {
    answer(files, request, response).catch(() => response.writeHead(500).end())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    options: { endpoint, bucket: 'acme', ...CREDENTIALS },
    keys: () => [...files.keys()],
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function answer(files: Map<string, Buffer>, request: IncomingMessage, to: ServerResponse) {
  const body = Buffer.concat(await request.toArray())
  const path = request.url ?? ''
  if (!isSigned(request, body)) return to.writeHead(403).end('<Code>SignatureDoesNotMatch</Code>')
  if (!path.startsWith('/acme/')) return to.writeHead(404).end('<Code>NoSuchBucket</Code>')
  if (request.method === 'PUT') {
    files.set(path, body)
    return to.writeHead(200).end()
  }
  if (request.method === 'DELETE') {
    files.delete(path)
    return to.writeHead(204).end()
  }
  const found = files.get(path)
  return found ? to.writeHead(200).end(found) : to.writeHead(404).end('<Code>NoSuchKey</Code>')
}

/** Signature version 4: https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html */
function isSigned({ method, url, headers }: IncomingMessage, body: Buffer): boolean {
  const parts = /Credential=([^,]+), *SignedHeaders=([^,]+), *Signature=(\w+)/
  const [, credential = '', names = '', signature] = parts.exec(headers.authorization ?? '') ?? []
  const [keyId, day = '', region = '', service = ''] = credential.split('/')
  const said = String(headers['x-amz-content-sha256'])
  if (keyId !== CREDENTIALS.accessKeyId || region !== CREDENTIALS.region) return false
  if (said !== 'UNSIGNED-PAYLOAD' && said !== sha256(body)) return false
  const lines = names.split(';').map((name) => `${name}:${String(headers[name]).trim()}\n`)
  const asked = [method, url, '', lines.join(''), names, said].join('\n')
  const scope = `${day}/${region}/${service}/aws4_request`
  const text = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, sha256(asked)].join('\n')
  const key = [day, region, service, 'aws4_request'].reduce<Buffer>(
    hmac,
    Buffer.from(`AWS4${CREDENTIALS.secretAccessKey}`),
  )
  return hmac(key, text).toString('hex') === signature
}

function sha256(content: Buffer | string): string {
  return createHash('sha256').update(content).digest('hex')
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}
