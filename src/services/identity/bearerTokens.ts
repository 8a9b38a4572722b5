import type { PersonPrincipal } from '@/services/realtime'
import type { AccessTokens } from './accessTokens'
import { claimsToBeOfVisitor } from './signedTokens'
import type { VisitorTokens } from './visitorTokens'

/** Proves the person behind a token, user or visitor. */
export type VerifyBearer = (token: string) => Promise<PersonPrincipal>

interface Options {
  tokens: AccessTokens
  visitorTokens: VisitorTokens
}

/** A token that was verified before is not looked into again. */
export function bearerTokens({ tokens, visitorTokens }: Options): VerifyBearer {
  return (token) => {
    if (tokens.isRemembered(token)) return tokens.verify(token)
    const isVisitors = visitorTokens.isRemembered(token) || claimsToBeOfVisitor(token)
    return (isVisitors ? visitorTokens : tokens).verify(token)
  }
}
