export const TEXT_LIMIT = 4000
/** From here on the composer counts. */
export const COUNT_FROM = 3600

export interface SendAttempt {
  text: string
  conversationId: string | undefined
  signedIn: boolean
}

/** The sentence that says why this cannot be sent; undefined when it can. */
export function sendObstacle({ text, conversationId, signedIn }: SendAttempt): string | undefined {
  if (!signedIn) return 'Log in to send messages.'
  if (conversationId === undefined) return 'Choose a conversation first.'
  const length = text.trim().length
  if (length === 0) return 'Write a message first.'
  if (length > TEXT_LIMIT) return `Shorten your message to ${TEXT_LIMIT} characters.`
  return undefined
}
