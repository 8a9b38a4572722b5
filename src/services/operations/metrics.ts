import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client'

/** What Prometheus reads. */
export interface Metrics {
  text(): Promise<string>
  contentType: string
  countMessage(): void
}

interface Gauges {
  connections(): number
}

export function createMetrics(gauges: Gauges): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const messages = new Counter({
    name: 'parley_messages_total',
    help: 'Messages stored',
    registers: [registry],
  })
  new Gauge({
    name: 'parley_connections',
    help: 'Open sockets of this process',
    registers: [registry],
    collect() {
      this.set(gauges.connections())
    },
  })
  return {
    text: () => registry.metrics(),
    contentType: registry.contentType,
    countMessage: () => messages.inc(),
  }
}
