/** The token is refused, which says nothing yet of the sign-in behind it: renewing may help. */
export function isStaleToken({ code }: { code?: unknown }): boolean {
  return code === 'TOKEN_EXPIRED' || code === 'INVALID_JWT_TOKEN'
}
