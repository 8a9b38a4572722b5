/** Files in a composer, from being chosen until their message is sent. No state of its own. */
import type { Attachment } from './attachments'
import { randomId } from './client/randomId'
import { MAX_ATTACHMENTS, MAX_FILE_BYTES } from './uploadLimits'

/** Where a file is on its way: leaving this device, with the server, or stopped. */
export type FileProgress =
  /** How much has left, 0 to 1. */
  | { state: 'uploading'; share: number }
  | { state: 'ready'; attachment: Attachment }
  /** `reason` is a sentence; `canRetry` says whether the same file may do next time. */
  | { state: 'failed'; reason: string; canRetry: boolean }

/** A file in a composer. */
export type ComposerFile = {
  key: string
  name: string
  /** Bytes. */
  size: number
  /** Address of a picture on this device, to be revoked with the file. */
  preview?: string | undefined
} & FileProgress

/**
 * A file that was chosen; one that is empty or too large has failed, as the server would refuse it.
 *
 * @example
 * const file = chosenFile(input.files[0])
 * if (file.state === 'uploading') void upload(file.key)
 */
export function chosenFile(file: File): ComposerFile {
  const { name, size, type } = file
  const preview = type.startsWith('image/') ? URL.createObjectURL(file) : undefined
  const known = { key: randomId(), name, size, preview }
  if (size > 0 && size <= MAX_FILE_BYTES) return { ...known, state: 'uploading', share: 0 }
  const reason = size === 0 ? 'The file is empty.' : 'A file has at most 5 MB.'
  return { ...known, state: 'failed', reason, canRetry: false }
}

/** The files with one of them further on its way; one that was removed meanwhile stays away. */
export function withProgress<Kept extends ComposerFile>(
  files: readonly Kept[],
  key: string,
  progress: FileProgress,
): Kept[] {
  return files.map((file) => (file.key === key ? { ...about(file), ...progress } : file)) as Kept[]
}

/** Nothing of where it was before. */
function about(file: ComposerFile) {
  const known: Partial<Record<string, unknown>> = { ...file }
  for (const name of ['share', 'attachment', 'reason', 'canRetry']) delete known[name]
  return known
}

/** What is ready, as a message takes it. */
export function readyFiles(files: readonly ComposerFile[]): Attachment[] {
  return files.flatMap((file) => (file.state === 'ready' ? [file.attachment] : []))
}

/** Files of a message that was not sent, back in the composer. */
export function filesBack(attachments: readonly Attachment[]): ComposerFile[] {
  return attachments.map((attachment) => {
    const { id: key, name, size } = attachment
    return { key, name, size, state: 'ready', attachment }
  })
}

/** How many more a message takes. */
export function roomBeside(files: readonly ComposerFile[]): number {
  return MAX_ATTACHMENTS - files.length
}

/** What a person is told who chose more. */
export const TOO_MANY_FILES = `A message has at most ${MAX_ATTACHMENTS} files.`
