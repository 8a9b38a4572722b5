import type { PushAbout } from '@/lib/gatewayProtocol'

/** An event under a name that a back end chose. */
export interface PushedEvent {
  event: string
  message: unknown
  about: PushAbout
}

/**
 * Reaches all sockets of one user, on every process. Every method returns at once, delivers at most
 * once per socket, and never throws because somebody is away.
 */
export interface Pusher {
  say(tenantId: string, userId: string, push: PushedEvent): void
  /** Tells the other processes that something waits for the user. */
  ring(tenantId: string, userId: string): void
  /** Hears it of the others. */
  onRing(listener: (tenantId: string, userId: string) => void): void
  /** Tells them why, then ends them. */
  close(tenantId: string, userId: string, reason: string): void
}
