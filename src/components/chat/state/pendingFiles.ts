import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Attachment } from '@/lib/attachments'
import {
  type ComposerFile,
  chosenFile,
  type FileProgress,
  filesBack,
  readyFiles,
  roomBeside,
  TOO_MANY_FILES,
  withProgress,
} from '@/lib/composerFiles'
import type { ParleyApiError } from '@/lib/parleyApiError'
import type { LazyClient } from './lazyClient'

/** A file in the composer of a conversation. */
export type PendingFile = ComposerFile & { conversationId: string }

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
  const change = (key: string, progress: FileProgress) =>
    store.setState(({ files }) => ({ files: withProgress(files, key, progress) }))

  async function upload(key: string): Promise<void> {
    const held = kept.get(key)
    if (!held) return
    const uploading = (share: number) => change(key, { state: 'uploading', share })
    uploading(0)
    const onProgress = (share: number) => {
      const file = store.getState().files.find((one) => one.key === key)
      if (file?.state === 'uploading') uploading(share)
    }
    const { file, stop } = held
    try {
      const attachment = await client().api.upload(file, { onProgress, signal: stop.signal })
      change(key, { state: 'ready', attachment })
    } catch (error) {
      const { message: reason, retry: canRetry } = error as ParleyApiError
      change(key, { state: 'failed', reason, canRetry })
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
      const room = roomBeside(of(conversationId))
      for (const file of files.slice(0, room)) {
        const taken = { ...chosenFile(file), conversationId }
        store.setState((state) => ({ files: [...state.files, taken] }))
        if (taken.state === 'failed') continue
        kept.set(taken.key, { file, stop: new AbortController() })
        void upload(taken.key)
      }
      return files.length > room ? TOO_MANY_FILES : undefined
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
      return readyFiles(files)
    },
    putBack(conversationId, attachments) {
      const back = filesBack(attachments).map((file) => ({ ...file, conversationId }))
      store.setState(({ files }) => ({ files: [...back, ...files] }))
    },
  }
}
