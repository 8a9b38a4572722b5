import { refusal } from '@/lib/errors'

/** What doors read of a request; the web's `Request` is one. */
export interface DoorRequest {
  readonly method: string
  /** A path with its query, or a whole address. */
  readonly url: string
  readonly headers: { get(name: string): string | null }
  readonly body: AsyncIterable<Uint8Array> | null
  /** The whole body, where that is cheaper than in pieces; `PAYLOAD_TOO_LARGE` above so many bytes. */
  readText?(maxBytes: number): Promise<string>
}

export function queryOf({ url }: DoorRequest): Record<string, string> {
  const start = url.indexOf('?')
  return start === -1 ? {} : Object.fromEntries(new URLSearchParams(url.slice(start)))
}

export async function readJson(request: DoorRequest, maxBytes: number): Promise<unknown> {
  if (!request.headers.get('content-type')?.startsWith('application/json')) {
    throw refusal('INVALID_REQUEST', { sentence: 'Send JSON with Content-Type: application/json' })
  }
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes)
    throw refusal('PAYLOAD_TOO_LARGE')
  const text = await (request.readText?.(maxBytes) ?? readText(request, maxBytes))
  try {
    return JSON.parse(text)
  } catch {
    throw refusal('INVALID_REQUEST', { sentence: 'The body is not valid JSON' })
  }
}

/** Stops reading at the limit: a body without a length may have no end. */
async function readText(request: DoorRequest, maxBytes: number): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > maxBytes) throw refusal('PAYLOAD_TOO_LARGE')
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}
