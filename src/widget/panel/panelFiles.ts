import { type ComposerFile, withProgress } from '@/lib/composerFiles'
import type { ToPanel } from '../channel'

export type FileEvent =
  | Extract<ToPanel, { type: 'upload' | 'uploaded' | 'upload-failed' }>
  | { type: 'added'; files: readonly ComposerFile[] }
  | { type: 'removed'; key: string }
  | { type: 'upload-again'; key: string }

/** The files in the composer after an event. */
export function withFiles(
  files: readonly ComposerFile[],
  event: FileEvent,
): readonly ComposerFile[] {
  switch (event.type) {
    case 'added':
      return [...files, ...event.files]
    case 'removed':
      return files.filter(({ key }) => key !== event.key)
    case 'upload':
      return withProgress(files, event.key, { state: 'uploading', share: event.share })
    case 'upload-again':
      return withProgress(files, event.key, { state: 'uploading', share: 0 })
    case 'uploaded':
      return withProgress(files, event.key, { state: 'ready', attachment: event.attachment })
    case 'upload-failed': {
      const { reason, canRetry } = event
      return withProgress(files, event.key, { state: 'failed', reason, canRetry })
    }
  }
}
