export { createMetrics, type Metrics } from './metrics'
export type { Operations } from './operationsRequests'
export { type Dependency, type Readiness, readiness } from './readiness'
