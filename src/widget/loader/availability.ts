import type { AvailabilityAnswer } from '@/lib/webchatProtocol'

const everyMs = 60_000

/** Asks, now and every minute until it is ended, whether somebody answers. What was known stays. */
export function followAvailability(
  read: () => Promise<AvailabilityAnswer>,
  tell: (availability: AvailabilityAnswer) => void,
): () => void {
  const ask = () => void read().then(tell, () => {})
  ask()
  const timer = setInterval(ask, everyMs)
  return () => clearInterval(timer)
}
