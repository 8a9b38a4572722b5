export { EDGE_HEADER, readEdgeHeader, type SaidByEdge, signedByEdge } from './edgeHeader'
