import type { GatewayEvent } from '@/lib/gatewayProtocol'

type Status = GatewayEvent['status']

interface StatusWords {
  tone: 'plain' | 'good' | 'warning' | 'bad'
  name: string
  meaning: string
}

/** What became of an event, in a word and in a sentence. */
export const statusWords: Record<Status, StatusWords> = {
  delivered: { tone: 'good', name: 'Delivered', meaning: 'The user’s devices were told.' },
  acked: { tone: 'good', name: 'Acknowledged', meaning: 'A device of the user said it has it.' },
  queued: { tone: 'warning', name: 'Queued', meaning: 'It waits for the user’s devices.' },
  expired: { tone: 'bad', name: 'Expired', meaning: 'No device of the user came in time.' },
  not_connected: {
    tone: 'plain',
    name: 'Not connected',
    meaning: 'Nobody was there to hear it, and it was not to wait.',
  },
  accepted: {
    tone: 'good',
    name: 'Accepted',
    meaning: 'Your back end gets it as a job and as the webhook client.message.',
  },
}
