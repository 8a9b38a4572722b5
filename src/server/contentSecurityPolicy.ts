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

/**
 * What the widget's panel may do in the page that frames it: draw itself and show pictures of ours.
 * It speaks to nobody but that page; styles are set one by one, so none are inline.
 */
export function panelPolicy(framedBy: string | undefined): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${framedBy ?? "'none'"}`,
  ].join('; ')
}
