/**
 * An id that nobody guesses and nobody else makes, 128 random bits. `crypto.randomUUID` is missing
 * on pages without https, and websites may still be such pages.
 *
 * @example
 * await client.send({ conversationId, text, clientMessageId: randomId() })
 */
export function randomId(): string {
  return crypto.getRandomValues(new Uint32Array(4)).join('-')
}
