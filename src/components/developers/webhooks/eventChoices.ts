import type { WebhookEventType } from '@/lib/webhookProtocol'

/** What an endpoint can be told; the test event goes to every one. */
export const eventChoices: readonly {
  value: Exclude<WebhookEventType, 'webhook.test'>
  label: string
  hint: string
}[] = [
  { value: 'message.created', label: 'message.created', hint: 'visitors’ and agents’ messages' },
  { value: 'conversation.created', label: 'conversation.created', hint: 'a visitor’s first' },
  {
    value: 'conversation.updated',
    label: 'conversation.updated',
    hint: 'waits, taken, answered, closed',
  },
  { value: 'visitor.online', label: 'visitor.online', hint: 'somebody came' },
  { value: 'visitor.offline', label: 'visitor.offline', hint: 'somebody left' },
  { value: 'visitor.page_changed', label: 'visitor.page_changed', hint: 'somebody went on' },
  { value: 'user.online', label: 'user.online', hint: 'a colleague came' },
  { value: 'user.offline', label: 'user.offline', hint: 'a colleague left' },
  { value: 'gateway.delivered', label: 'gateway.delivered', hint: 'a waiting push arrived' },
  { value: 'gateway.expired', label: 'gateway.expired', hint: 'a waiting push did not' },
  { value: 'client.message', label: 'client.message', hint: 'what clients say to you' },
]
