import { isSignedOut } from '../parleyApiError'
import type { Clock } from './clock'
import type { GrantSource } from './grantSource'
import type { SocketLink } from './socketLink'

const againAfterMs = 10_000

interface Options {
  link: SocketLink
  tokens: Pick<GrantSource<{ token?: string }>, 'renew'>
  clock: Clock
  onSignedOut(): void
}

/**
 * Shows the server a new token before the old one ends, so that the socket stays. Should it fail
 * until then, the server closes the socket, and the next try shows a new token anyway.
 */
export function renewTokens({ link, tokens, clock, onSignedOut }: Options): void {
  link.on('token_expiring', ({ expiresIn }) => {
    void renew(clock.now() + expiresIn * 1000)
  })

  async function renew(endMs: number): Promise<void> {
    try {
      const { token = '' } = await tokens.renew()
      await link.ask('auth_refresh', { token })
    } catch (error) {
      if (isSignedOut(error)) return onSignedOut()
      const isWorthwhile = link.isUp() && clock.now() + againAfterMs < endMs
      if (isWorthwhile) clock.after(againAfterMs, () => void renew(endMs))
    }
  }
}
