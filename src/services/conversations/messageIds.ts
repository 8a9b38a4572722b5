import { randomUUID } from 'node:crypto'

/** Two letters and a line, the time in 36 digits, then who stored it. */
const TIME_AT = 2
const PROCESS_AT = 10
const PROCESS_LENGTH = 8

/** Of a process: what the ids of its messages have in common. */
function markOf(processId: string): string {
  return processId.replaceAll('-', '').slice(0, PROCESS_LENGTH)
}

/**
 * Begins with the time, so new ids stand together in the index, and says which process stored the
 * message, so that what it did not tell can be found when it is dead.
 */
export function messageIds(processId: string): () => string {
  const mark = markOf(processId)
  return () => `${firstIdAt(Date.now())}${mark}${randomUUID().replaceAll('-', '').slice(0, 12)}`
}

/** Stands before all ids of that moment and later. */
export function firstIdAt(ms: number): string {
  return `m_${Math.max(0, Math.floor(ms))
    .toString(36)
    .padStart(PROCESS_AT - TIME_AT, '0')}`
}

export function madeAtMs(messageId: string): number {
  return Number.parseInt(messageId.slice(TIME_AT, PROCESS_AT), 36)
}

/** The mark and where SQL finds it, which counts from 1. */
export function markOfProcess(processId: string) {
  return { mark: markOf(processId), from: PROCESS_AT + 1, length: PROCESS_LENGTH }
}
