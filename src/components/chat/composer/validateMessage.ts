export const TEXT_LIMIT = 4000
/** From here on the composer counts. */
export const COUNT_FROM = 3600

export interface SendAttempt {
  text: string
  conversationId: string | undefined
  signedIn: boolean
  /** Files of the message, by how far they are. */
  files?: readonly ('uploading' | 'ready' | 'failed')[]
}

/** The sentence that says why this cannot be sent; undefined when it can. */
export function sendObstacle(attempt: SendAttempt): string | undefined {
  const { text, conversationId, signedIn, files = [] } = attempt
  if (!signedIn) return 'Log in to send messages.'
  if (conversationId === undefined) return 'Choose a conversation first.'
  const length = text.trim().length
  if (files.includes('failed')) return 'Remove the file that was not sent, or retry it.'
  if (files.includes('uploading')) return 'Wait until the files are there.'
  if (length === 0 && files.length === 0) return 'Write a message first.'
  if (length > TEXT_LIMIT) return `Shorten your message to ${TEXT_LIMIT} characters.`
  return undefined
}
