import type { Attachment } from '@/lib/attachments'
import { MAX_ATTACHMENTS, MAX_FILE_BYTES } from '@/lib/uploadLimits'
import type { ToPanel } from '../channel'

/** A file in the composer. */
export type PanelFile = {
  key: string
  name: string
  size: number
  /** Of a picture on this device. */
  preview?: string | undefined
} & (
  | { state: 'uploading'; share: number }
  | { state: 'ready'; attachment: Attachment }
  | { state: 'failed'; reason: string; canRetry: boolean }
)

export type FileEvent =
  | Extract<ToPanel, { type: 'upload' | 'uploaded' | 'upload-failed' }>
  | { type: 'added'; files: readonly PanelFile[] }
  | { type: 'removed'; key: string }
  | { type: 'upload-again'; key: string }

/** The files in the composer after an event; what was removed meanwhile stays away. */
export function withFiles(files: readonly PanelFile[], event: FileEvent): readonly PanelFile[] {
  switch (event.type) {
    case 'added':
      return [...files, ...event.files]
    case 'removed':
      return files.filter(({ key }) => key !== event.key)
    case 'upload':
      return changed(files, event.key, { state: 'uploading', share: event.share })
    case 'upload-again':
      return changed(files, event.key, { state: 'uploading', share: 0 })
    case 'uploaded':
      return changed(files, event.key, { state: 'ready', attachment: event.attachment })
    case 'upload-failed': {
      const { reason, canRetry } = event
      return changed(files, event.key, { state: 'failed', reason, canRetry })
    }
  }
}

type Way = PanelFile extends infer One
  ? One extends PanelFile
    ? Omit<One, 'key' | 'name' | 'size' | 'preview'>
    : never
  : never

function changed(files: readonly PanelFile[], key: string, way: Way): readonly PanelFile[] {
  return files.map((file) => {
    const { name, size, preview } = file
    return file.key === key ? ({ key, name, size, preview, ...way } as PanelFile) : file
  })
}

/** What is ready, as a message takes it. */
export function readyOf(files: readonly PanelFile[]): Attachment[] {
  return files.flatMap((file) => (file.state === 'ready' ? [file.attachment] : []))
}

/** Files of a message that was not sent. */
export function backInField(attachments: readonly Attachment[] = []): PanelFile[] {
  return attachments.map((attachment) => {
    const { id: key, name, size } = attachment
    return { key, name, size, state: 'ready', attachment }
  })
}

/** How many more a message takes. */
export function roomIn(files: readonly PanelFile[]): number {
  return MAX_ATTACHMENTS - files.length
}

export const tooMany = `A message has at most ${MAX_ATTACHMENTS} files.`

/** A file that was chosen; the server would refuse one that is empty or too large. */
export function chosen(key: string, { name, size }: File, preview?: string): PanelFile {
  const known = { key, name, size, preview }
  if (size > 0 && size <= MAX_FILE_BYTES) return { ...known, state: 'uploading', share: 0 }
  const reason = size === 0 ? 'The file is empty.' : 'A file has at most 5 MB.'
  return { ...known, state: 'failed', reason, canRetry: false }
}
