import type { Redis } from 'ioredis'
import type { SessionEnds, SessionEndsListener } from './sessionEnds'

/** channels: JSON `[ids, reason]`; without an id keys or sites were only changed */
const CHANNELS = {
  sessions: 'parley:ended-sessions',
  keys: 'parley:ended-keys',
  visits: 'parley:ended-visits',
}
/** How long an end may go unnoticed elsewhere while Redis is away. */
const LOOK_EVERY_MS = 5000

interface Connections {
  client: Redis
  /** May be shared with others that subscribe. */
  subscriber: Redis
}

/** Ends of account sessions over a channel; what it cannot carry is looked up in storage. */
export function redisSessionEnds(connections: Connections): SessionEnds {
  return redisEnds(connections, CHANNELS.sessions)
}

/** The same for keys. */
export function redisKeyEnds(connections: Connections): SessionEnds {
  return redisEnds(connections, CHANNELS.keys)
}

/** The same for sessions of visitors. */
export function redisVisitEnds(connections: Connections): SessionEnds {
  return redisEnds(connections, CHANNELS.visits)
}

function redisEnds({ client, subscriber }: Connections, ownChannel: string): SessionEnds {
  let looking: NodeJS.Timeout | undefined

  function listen(listener: SessionEndsListener): void {
    subscriber.on('message', (channel: string, text: string) => {
      if (channel === ownChannel) hear(text, listener)
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
    await subscriber.subscribe(ownChannel).catch(() => undefined)
    listener.missed()
  }

  return {
    tell: (ids, reason) => {
      client.publish(ownChannel, JSON.stringify([ids, reason])).catch(() => undefined)
    },
    listen,
    close: () => clearInterval(looking),
  }
}

function hear(text: string, listener: SessionEndsListener): void {
  const [ids, reason] = JSON.parse(text) as [string[], string]
  listener.ended(ids, reason)
}
