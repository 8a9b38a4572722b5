export type { Seen } from './backEndHealth'
export { type BackEnd, type BackEnds, createBackEnds } from './backEnds'
export { taggedSid } from './backEndTags'
export {
  EDGE_HEADER,
  readEdgeHeader,
  type SaidByEdge,
  type SignedRequest,
  signedByEdge,
} from './edgeHeader'
export { createEdgeMetrics, type EdgeMetrics } from './edgeMetrics'
export { createKeyChecks, type KeyChecks, keyHash } from './keyChecks'
export { shownKey } from './shownKey'
