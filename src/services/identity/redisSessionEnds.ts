import type { Redis } from 'ioredis'
import type { SessionEnds, SessionEndsListener } from './sessionEnds'

/** channel: JSON `[account session ids, reason]` */
const CHANNEL = 'parley:ended-sessions'
/** How long an end may go unnoticed elsewhere while Redis is away. */
const LOOK_EVERY_MS = 5000

interface Connections {
  client: Redis
  /** May be shared with others that subscribe. */
  subscriber: Redis
}

/** Ends of account sessions over a channel; what it cannot carry is looked up in storage. */
export function redisSessionEnds({ client, subscriber }: Connections): SessionEnds {
  let looking: NodeJS.Timeout | undefined

  function listen(listener: SessionEndsListener): void {
    subscriber.on('message', (channel: string, text: string) => {
      if (channel === CHANNEL) hear(text, listener)
    })
    const subscribe = () => void subscribeTo(listener)
    subscriber.on('ready', subscribe)
    if (subscriber.status === 'ready') subscribe()
    looking = setInterval(() => {
      if (subscriber.status !== 'ready') listener.missed()
    }, LOOK_EVERY_MS)
    looking.unref()
  }

  /** Subscribed first, then looked up: nothing falls in between. */
  async function subscribeTo(listener: SessionEndsListener): Promise<void> {
    await subscriber.subscribe(CHANNEL).catch(() => undefined)
    listener.missed()
  }

  return {
    tell: (ids, reason) => {
      if (ids.length === 0) return
      client.publish(CHANNEL, JSON.stringify([ids, reason])).catch(() => undefined)
    },
    listen,
    close: () => clearInterval(looking),
  }
}

function hear(text: string, listener: SessionEndsListener): void {
  const [ids, reason] = JSON.parse(text) as [string[], string]
  listener.ended(ids, reason)
}
