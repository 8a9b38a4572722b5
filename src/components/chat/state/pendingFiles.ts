import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Attachment } from '@/lib/attachments'
import type { ParleyApiError } from '@/lib/parleyApiError'
import { MAX_ATTACHMENTS, MAX_FILE_BYTES } from '@/lib/uploadLimits'
import type { LazyClient } from './lazyClient'

/** A file in the composer. */
export type PendingFile = {
  key: string
  conversationId: string
  name: string
  size: number
  /** Of a picture on this device. */
  preview?: string | undefined
} & (
  | { state: 'uploading'; share: number }
  | { state: 'ready'; attachment: Attachment }
  | { state: 'failed'; reason: string; canRetry: boolean }
)

interface Pending {
  files: readonly PendingFile[]
}

/** Files on their way to the server before their message is sent. */
export interface PendingFiles extends StoreApi<Pending> {
  /** Begins to send them; says in a sentence what is not taken. */
  add(conversationId: string, files: readonly File[]): string | undefined
  remove(key: string): void
  retry(key: string): void
  /** Hands over what is ready; the composer is empty afterwards. */
  take(conversationId: string): Attachment[]
  /** Puts files of a message back that was not sent. */
  putBack(conversationId: string, attachments: readonly Attachment[]): void
  /** What stands in one composer goes on in another. */
  move(from: string, to: string): void
  of(conversationId: string): PendingFile[]
}

export function createPendingFiles(client: LazyClient): PendingFiles {
  const store = createStore<Pending>(() => ({ files: [] }))
  const kept = new Map<string, { file: File; stop: AbortController }>()

  const of = (conversationId: string) =>
    store.getState().files.filter((file) => file.conversationId === conversationId)
  const change = (key: string, step: (file: PendingFile) => PendingFile) =>
    store.setState(({ files }) => ({
      files: files.map((file) => (file.key === key ? step(file) : file)),
    }))

  async function upload(key: string): Promise<void> {
    const held = kept.get(key)
    if (!held) return
    change(key, (file) => ({ ...about(file), state: 'uploading', share: 0 }))
    const onProgress = (share: number) =>
      change(key, (file) => (file.state === 'uploading' ? { ...file, share } : file))
    const { file, stop } = held
    try {
      const attachment = await client().api.upload(file, { onProgress, signal: stop.signal })
      change(key, (sent) => ({ ...about(sent), state: 'ready', attachment }))
    } catch (error) {
      const { message: reason, retry: canRetry } = error as ParleyApiError
      change(key, (sent) => ({ ...about(sent), state: 'failed', reason, canRetry }))
    }
  }

  function forget(keys: readonly string[]): void {
    for (const file of store.getState().files.filter(({ key }) => keys.includes(key))) {
      if (file.preview) URL.revokeObjectURL(file.preview)
      kept.get(file.key)?.stop.abort()
      kept.delete(file.key)
    }
    store.setState(({ files }) => ({ files: files.filter(({ key }) => !keys.includes(key)) }))
  }

  return {
    ...store,
    of,
    add(conversationId, files) {
      const room = MAX_ATTACHMENTS - of(conversationId).length
      for (const file of files.slice(0, room)) {
        const taken = pendingOf(conversationId, file)
        store.setState((state) => ({ files: [...state.files, taken] }))
        if (taken.state === 'failed') continue
        kept.set(taken.key, { file, stop: new AbortController() })
        void upload(taken.key)
      }
      return files.length > room ? `A message has at most ${MAX_ATTACHMENTS} files.` : undefined
    },
    move: (from, to) =>
      store.setState(({ files }) => ({
        files: files.map((file) =>
          file.conversationId === from ? { ...file, conversationId: to } : file,
        ),
      })),
    remove: (key) => forget([key]),
    retry: (key) => void upload(key),
    take(conversationId) {
      const files = of(conversationId)
      forget(files.map(({ key }) => key))
      return files.flatMap((file) => (file.state === 'ready' ? [file.attachment] : []))
    },
    putBack(conversationId, attachments) {
      const back = attachments.map((attachment): PendingFile => {
        const { id: key, name, size } = attachment
        return { key, conversationId, name, size, state: 'ready', attachment }
      })
      store.setState(({ files }) => ({ files: [...back, ...files] }))
    },
  }
}

function about({ key, conversationId, name, size, preview }: PendingFile) {
  return { key, conversationId, name, size, preview }
}

function pendingOf(conversationId: string, file: File): PendingFile {
  const { name, size, type } = file
  const preview = type.startsWith('image/') ? URL.createObjectURL(file) : undefined
  const known = { key: crypto.randomUUID(), conversationId, name, size, preview }
  const reason = size === 0 ? 'The file is empty.' : 'A file has at most 5 MB.'
  if (size === 0 || size > MAX_FILE_BYTES)
    return { ...known, state: 'failed', reason, canRetry: false }
  return { ...known, state: 'uploading', share: 0 }
}
