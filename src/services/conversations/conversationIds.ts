import { randomUUID } from 'node:crypto'

export function newConversationId(): string {
  return `c_${randomUUID().replaceAll('-', '')}`
}
