/** What happens to a message that neither socket nor HTTP could deliver. */
export type FailureOutcome = { keep: false } | { keep: true; canRetry: boolean }

export interface FailedSend {
  conversationId: string
  openConversationId: string | undefined
  /** What stands in the composer now. */
  composerText: string
  /** Other messages of the conversation that are already marked as not sent. */
  otherFailed: number
  /** Files stay with their message. */
  withFiles?: boolean
  /** The same message may succeed later. */
  retry: boolean
}

/** The text goes back into the composer, unless that would overwrite something. */
export function failureOutcome(failed: FailedSend): FailureOutcome {
  const free = failed.composerText.trim() === '' && failed.otherFailed === 0
  if (failed.withFiles) return { keep: true, canRetry: failed.retry }
  const open = failed.conversationId === failed.openConversationId
  return free && open ? { keep: false } : { keep: true, canRetry: failed.retry }
}
