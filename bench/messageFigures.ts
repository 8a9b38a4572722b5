import type { LatencySamples, SaturationFigures } from './load/messageTraffic'
import { percentile } from './report/statistics'

/** The rows of a saturated phase; `when` tells them from those of another one. */
export function saturationFigures(
  { completed, elapsedMs, cpu }: SaturationFigures,
  when = '',
): Record<string, number> {
  const share = (microseconds: number) => (microseconds / 1000 / elapsedMs) * 100
  return {
    [`messages/s${when}`]: (completed / elapsedMs) * 1000,
    [`CPU µs/message${when}`]: (cpu.server + cpu.redis + cpu.postgres) / completed,
    [`of it server${when}`]: cpu.server / completed,
    [`of it Redis${when}`]: cpu.redis / completed,
    [`of it PostgreSQL${when}`]: cpu.postgres / completed,
    [`server % of its core${when}`]: share(cpu.server),
    [`storage % of a core${when}`]: share(cpu.redis + cpu.postgres),
    [`load % of its core${when}`]: share(cpu.load),
  }
}

/** The rows of a phase at a rate: until the other side has the message, and until the sender has the ack. */
export function latencyFigures(
  rate: string,
  { ackMs, deliveryMs }: LatencySamples,
): Record<string, number> {
  return {
    [`p50 ms at ${rate}`]: percentile(deliveryMs, 50),
    [`p99 ms at ${rate}`]: percentile(deliveryMs, 99),
    [`ack p50 ms at ${rate}`]: percentile(ackMs, 50),
    [`ack p99 ms at ${rate}`]: percentile(ackMs, 99),
  }
}
