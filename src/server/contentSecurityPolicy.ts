/**
 * What a page may load. Scripts need the request's nonce, which Next reads from the request's
 * own header; styles may be inline, because toasts and overlays write theirs at run time.
 */
export function contentSecurityPolicy(nonce: string, host: string, production: boolean): string {
  const evaluation = production ? '' : " 'unsafe-eval'"
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${evaluation}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self' ws://${host} wss://${host}`,
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}
