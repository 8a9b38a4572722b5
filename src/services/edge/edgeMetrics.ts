import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { BackEnd } from './backEnds'

/** What Prometheus reads of an edge. */
export interface EdgeMetrics {
  text(): Promise<string>
  contentType: string
  /** A back end answered. */
  answered(backEnd: BackEnd, status: number, seconds: number): void
  /** The edge answered itself, with a row of the error table. */
  refused(code: string): void
  /** A request was given to another back end, because the first one broke. */
  retried(): void
}

export function createEdgeMetrics(backEnds: () => readonly BackEnd[]): EdgeMetrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const seconds = new Histogram({
    name: 'parley_edge_request_seconds',
    help: 'From the request until its answer is sent, by back end and class of status',
    labelNames: ['back_end', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 30],
    registers,
  })
  const refusals = new Counter({
    name: 'parley_edge_refusals_total',
    help: 'What the edge answered itself, by code',
    labelNames: ['code'],
    registers,
  })
  const retries = new Counter({
    name: 'parley_edge_retries_total',
    help: 'Requests that a second back end answered',
    registers,
  })
  gauges(registry, backEnds)
  return {
    text: () => registry.metrics(),
    contentType: registry.contentType,
    answered: ({ url }, status, took) =>
      seconds.observe({ back_end: url, status: `${Math.floor(status / 100)}xx` }, took),
    refused: (code) => refusals.inc({ code }),
    retried: () => retries.inc(),
  }
}

/** Read when they are asked for. */
function gauges(registry: Registry, backEnds: () => readonly BackEnd[]): void {
  const gauge = (name: string, help: string, read: (backEnd: BackEnd) => number) =>
    new Gauge({
      name,
      help,
      labelNames: ['back_end'],
      registers: [registry],
      collect() {
        for (const backEnd of backEnds()) this.set({ back_end: backEnd.url }, read(backEnd))
      },
    })
  gauge('parley_edge_back_end_ready', '1: takes work', ({ state }) => (state === 'ready' ? 1 : 0))
  gauge('parley_edge_sockets', 'Open sockets by back end', ({ open }) => open.sockets)
  gauge('parley_edge_requests', 'Requests on their way by back end', ({ open }) => open.requests)
}
