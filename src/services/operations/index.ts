export { createMetrics, type Metrics } from './metrics'
export { type Dependency, type Readiness, readiness } from './readiness'
