import type { Account } from '@/lib/protocol'
import type { ServerFacts } from './facts'
import { Hero } from './Hero'
import { LandingHeader } from './LandingHeader'
import { HerePill } from './live/HerePill'
import { LiveProvider } from './live/LiveProvider'
import { OnlineNow } from './live/OnlineNow'
import { TryIt } from './TryIt'

interface LandingPageProps {
  facts: ServerFacts
  account: Account | undefined
}

export function LandingPage({ facts, account }: LandingPageProps) {
  const maySignUp = facts.signUp !== 'closed' || facts.firstSignUp
  const hero = <Hero demo={facts.demo} signedIn={Boolean(account)} maySignUp={maySignUp} />
  return (
    <div className="mx-auto flex min-h-dvh max-w-300 flex-col px-6">
      <LandingHeader account={account} maySignUp={maySignUp} />
      <main id="main">
        {facts.live ? (
          <LiveProvider {...facts.live}>
            <div className={firstLook}>
              <div>
                <HerePill />
                {hero}
              </div>
              <TryIt facts={facts} />
            </div>
            <OnlineNow />
          </LiveProvider>
        ) : (
          <div className={firstLook}>{hero}</div>
        )}
      </main>
    </div>
  )
}

const firstLook =
  'grid gap-12 py-10 lg:grid-cols-[1fr_minmax(0,32.5rem)] lg:items-center lg:gap-16 lg:py-14'
