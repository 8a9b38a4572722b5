import type { Attachment } from '@/lib/attachments'

const MAX_WIDTH = 320
const MAX_HEIGHT = 320
const LEAST = 48
/** A file's line and the gap below it. */
const FILE_HEIGHT = 60

/** How large a picture is drawn: known before it is there, so that nothing moves. */
export function pictureBox(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, MAX_WIDTH / width, MAX_HEIGHT / height)
  return {
    width: Math.max(LEAST, Math.round(width * scale)),
    height: Math.max(LEAST, Math.round(height * scale)),
  }
}

/** About how high the files of a message are together. */
export function filesHeight(attachments: readonly Attachment[] = []): number {
  return attachments.reduce((sum, { width, height }) => {
    const isPicture = width !== undefined && height !== undefined
    return sum + (isPicture ? pictureBox(width, height).height + 4 : FILE_HEIGHT)
  }, 0)
}
