export { createMetrics } from './metrics'
export type { Operations } from './operationsRequests'
export { type Dependency, readiness } from './readiness'
