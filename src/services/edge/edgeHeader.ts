import { createHmac, timingSafeEqual } from 'node:crypto'

/** Carries what the edge says of a request, signed. */
export const EDGE_HEADER = 'x-parley-edge'

/** Clocks of edge and back ends may differ by this, and a request may take this to get through. */
const VALID_MS = 30_000

/** The request that is signed for: the signature opens no other. */
export interface SignedRequest {
  method: string
  /** Path and query, as they are sent. */
  url: string
}

/** What the edge says of a request. */
export interface SaidByEdge {
  /** Of the client, as the edge saw it. */
  address: string
  /** The same in the logs of edge and back end. */
  requestId: string
  /** What the edge calls the back end; sids begin with it. */
  tag: string
}

/** The header's value. */
export function signedByEdge(
  request: SignedRequest,
  said: SaidByEdge,
  { secret, nowMs }: { secret: string; nowMs: number },
): string {
  const fields = [String(nowMs), said.requestId, said.tag, encodeURIComponent(said.address)]
  return [...fields, signature(fields, request, secret)].join(';')
}

/** What the edge said; undefined where it is forged, late, or was said of another request. */
export function readEdgeHeader(
  header: string,
  request: SignedRequest,
  { secrets, nowMs }: { secrets: readonly string[]; nowMs: number },
): SaidByEdge | undefined {
  const [sentAt = '', requestId = '', tag = '', address = '', shown = '', ...more] =
    header.split(';')
  if (more.length > 0 || !(Math.abs(nowMs - Number(sentAt)) <= VALID_MS)) return undefined
  const fields = [sentAt, requestId, tag, address]
  const isGenuine = secrets.some((secret) => same(shown, signature(fields, request, secret)))
  return isGenuine ? { address: decodeURIComponent(address), requestId, tag } : undefined
}

function signature(
  fields: readonly string[],
  { method, url }: SignedRequest,
  secret: string,
): string {
  const signed = ['parley-edge', ...fields, method, url].join('\n')
  return createHmac('sha256', secret).update(signed).digest('base64url')
}

function same(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
