import { errorOfAnswer, parleyApiError } from '../parleyApiError'

export interface UploadHooks {
  /** How much has left this device, 0 to 1. */
  onProgress?(share: number): void
  /** Ends it; the call then rejects with `UNAVAILABLE`. */
  signal?: AbortSignal | undefined
}

interface Upload {
  url: string
  file: File
  headers: Record<string, string>
  hooks: UploadHooks
}

/** Without a sign of life for so long an upload is given up. */
const PATIENCE_MS = 120_000

/** One file as a form. By `XMLHttpRequest`: `fetch` does not say how far it is. */
export function uploadFile<Answer>({ url, file, headers, hooks }: Upload): Promise<Answer> {
  const { onProgress, signal } = hooks
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', url)
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    request.responseType = 'json'
    request.timeout = PATIENCE_MS
    request.upload.onprogress = ({ loaded, total }) => onProgress?.(total > 0 ? loaded / total : 0)
    request.onload = () => {
      const { status, response } = request
      if (status === 200 && response) resolve(response as Answer)
      else reject(errorOfAnswer(response, { status }))
    }
    const fail = () =>
      reject(parleyApiError('UNAVAILABLE', { sentence: 'The server cannot be reached' }))
    request.onerror = fail
    request.ontimeout = fail
    request.onabort = fail
    signal?.addEventListener('abort', () => request.abort())
    const form = new FormData()
    form.append('file', file, file.name)
    request.send(form)
  })
}
