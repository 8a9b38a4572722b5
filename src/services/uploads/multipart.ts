import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy'
import { errorCodeOf, refusal } from '@/lib/errors'
import { MAX_FILE_BYTES } from '@/lib/uploadLimits'
import type { DoorRequest } from '@/services/realtime'

export interface IncomingFile {
  /** As its sender calls it. */
  name: string
  content: Readable
  /** Once all is read: whether there was more than may be sent. */
  isCut(): boolean
}

/** Of everything around the file. */
const FORM_BYTES = 65_536

/**
 * Takes the one file of a form while it arrives: no more of it is in memory than the network is
 * ahead of the disk, and a body that is too long is not read to its end.
 */
export async function receiveFile<T>(
  request: DoorRequest,
  receive: (file: IncomingFile) => Promise<T>,
): Promise<T> {
  const parser = parserOf(request)
  const stop = new AbortController()
  let content: BusboyFileStream | undefined
  let received: Promise<T> | undefined
  // It also speaks of errors when nobody waits for it any more, which would end the process.
  parser.on('error', ignored)
  parser.once('file', (_field: string, stream: BusboyFileStream, name?: string) => {
    content = stream.on('error', ignored)
    received = receive({ name: name ?? '', content: stream, isCut: () => stream.truncated })
    received.catch(() => stop.abort())
  })
  try {
    await pipeline(Readable.from(bounded(request)), parser, { signal: stop.signal })
  } catch (error) {
    content?.destroy(stop.signal.aborted ? undefined : (error as Error))
    if (stop.signal.aborted) return received as Promise<T>
    await received?.catch(() => undefined)
    throw errorCodeOf(error) === 'INTERNAL' ? unreadable() : error
  }
  if (!received) throw unreadable('Send a file, as multipart/form-data')
  return received
}

function ignored(): void {}

function parserOf({ headers }: DoorRequest): BusboyInstance {
  const type = headers.get('content-type') ?? ''
  if (!type.startsWith('multipart/form-data'))
    throw unreadable('Send a file, as multipart/form-data')
  if (Number(headers.get('content-length') ?? 0) > MAX_FILE_BYTES + FORM_BYTES) throw tooLarge()
  const limits = { files: 1, fileSize: MAX_FILE_BYTES, fields: 8, fieldSize: 1024, parts: 9 }
  try {
    return new Busboy({ headers: { 'content-type': type }, limits })
  } catch {
    throw unreadable()
  }
}

async function* bounded({ body }: DoorRequest): AsyncGenerator<Uint8Array> {
  let bytes = 0
  for await (const chunk of body ?? []) {
    bytes += chunk.byteLength
    if (bytes > MAX_FILE_BYTES + FORM_BYTES) throw tooLarge()
    yield chunk
  }
}

export function tooLarge() {
  return refusal('PAYLOAD_TOO_LARGE', { sentence: 'A file has at most 5 MB.' })
}

function unreadable(sentence = 'The body is not a whole form') {
  return refusal('INVALID_REQUEST', { sentence, details: ['file'] })
}
