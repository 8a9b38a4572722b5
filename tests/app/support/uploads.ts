import type { UploadAnswer } from '@/lib/uploadProtocol'
import { type Answer, request } from './people'

export interface SentFile {
  name?: string
  content?: Buffer | string
  origin?: string | null
  headers?: Record<string, string>
}

export type Uploaded = Answer<UploadAnswer & { code?: string; error?: string }>

/** Sends a file as a browser's form does. */
export async function upload(
  url: string,
  token: string | undefined,
  { name = 'notes.txt', content = 'hello', origin = url, headers = {} }: SentFile = {},
): Promise<Uploaded> {
  const form = new FormData()
  form.append('file', new Blob([content as BlobPart]), name)
  const response = await fetch(`${url}/api/uploads`, {
    method: 'POST',
    body: form,
    headers: {
      ...(origin !== null && { origin }),
      ...(token && { authorization: `Bearer ${token}` }),
      ...headers,
    },
  })
  return { status: response.status, headers: response.headers, body: await response.json() }
}

/** What `GET` of a file answers to somebody. */
export function fileOf(
  url: string,
  token: string | undefined,
  path: string,
  origin: string | null = url,
) {
  return request<{ text?: string; code?: string }>(url, 'GET', path, {
    ...(token && { token }),
    origin,
  })
}
