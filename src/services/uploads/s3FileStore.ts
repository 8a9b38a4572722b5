import { readFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { AwsClient } from 'aws4fetch'
import { refusal } from '@/lib/errors'
import type { FileStore } from './fileStore'

export interface S3Options {
  /** Of the service, without the bucket: `https://s3.eu-central-1.amazonaws.com`. */
  endpoint: string
  bucket: string
  region: string
  accessKeyId: string
  secretAccessKey: string
}

/** A service that does not answer must not hold up its caller for ever. */
const PATIENCE_MS = 20_000

/** Files in a bucket of Amazon S3, or of whatever speaks as it does: MinIO, R2, Spaces. */
export function s3FileStore({ endpoint, bucket, ...credentials }: S3Options): FileStore {
  // Retries are for the caller: files are small, and people look at a progress bar.
  const client = new AwsClient({ ...credentials, service: 's3', retries: 0 })
  const call = async (id: string, init: RequestInit): Promise<Response> => {
    const address = `${endpoint.replace(/\/+$/, '')}/${bucket}/uploads/${id}`
    const signal = AbortSignal.timeout(PATIENCE_MS)
    const answer = await client.fetch(address, { ...init, signal }).catch(away)
    if (answer.ok || answer.status === 404) return answer
    const said = (await answer.text().catch(() => '')).slice(0, 300)
    throw away(new Error(`${init.method} of a file answered ${answer.status}: ${said}`))
  }
  return {
    put: async (id, { path, type }) => {
      const answer = await call(id, {
        method: 'PUT',
        headers: { 'content-type': type },
        body: await readFile(path),
      })
      if (answer.status === 404) throw away(new Error('The bucket is not there'))
    },
    open: async (id) => {
      const { status, body } = await call(id, { method: 'GET' })
      return status === 404 || !body ? undefined : Readable.fromWeb(body as ReadableStream)
    },
    remove: async (id) => {
      await call(id, { method: 'DELETE' })
    },
  }
}

function away(cause: unknown): never {
  throw Object.assign(refusal('UNAVAILABLE'), { cause })
}
