/** What a client shows in the handshake's `auth`. */
export interface HandshakeAuth {
  token?: string
  apiKey?: string
  /** What a client without a token calls its session; the server's own ids need their token. */
  sessionId?: string
  fingerprint?: string
  /** `admin` is refused where token or key are not an admin's. */
  role?: string
  /** `batch`: get `presence_batch` instead of `user_online` and `user_offline`. */
  presence?: 'batch'
  /** The tab's id, as in the header `X-Parley-Tab`. */
  tab?: string
}
