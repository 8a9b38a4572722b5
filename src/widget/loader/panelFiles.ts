import type { authorisedFiles } from '@/lib/client/authorisedFiles'
import type { ParleyApiError } from '@/lib/parleyApiError'
import type { UploadAnswer } from '@/lib/uploadProtocol'
import type { ToLoader, ToPanel } from '../channel'

export type FileCalls = ReturnType<typeof authorisedFiles>

type Asked = Extract<ToLoader, { type: 'upload' | 'stop-upload' | 'file' }>

/** Brings the panel's files to the server and from there, with the visitor's token. */
export class PanelFiles {
  readonly #stops = new Map<string, AbortController>()

  constructor(
    private readonly calls: FileCalls,
    private readonly tell: (message: ToPanel) => void,
  ) {}

  hear(asked: Asked): void {
    if (asked.type === 'upload') void this.#upload(asked)
    else if (asked.type === 'file') void this.#read(asked)
    else this.#stops.get(asked.key)?.abort()
  }

  async #upload({ key, file }: Extract<Asked, { type: 'upload' }>): Promise<void> {
    const stop = new AbortController()
    this.#stops.set(key, stop)
    try {
      const { attachment } = await this.calls.upload<UploadAnswer>('/api/uploads', file, {
        signal: stop.signal,
        onProgress: (share) => this.tell({ type: 'upload', key, share }),
      })
      this.tell({ type: 'uploaded', key, attachment })
    } catch (error) {
      const { message: reason, retry: canRetry } = error as ParleyApiError
      this.tell({ type: 'upload-failed', key, reason, canRetry })
    }
    this.#stops.delete(key)
  }

  async #read({ url }: Extract<Asked, { type: 'file' }>): Promise<void> {
    const file = await this.calls.file(url).catch(() => undefined)
    this.tell({ type: 'file', url, ...(file && { file }) })
  }
}
