import type { Account } from '@/lib/protocol'
import type { ServerFacts } from './facts'
import { Hero } from './Hero'
import { LandingHeader } from './LandingHeader'
import { TryIt } from './TryIt'

interface LandingPageProps {
  facts: ServerFacts
  account: Account | undefined
}

export function LandingPage({ facts, account }: LandingPageProps) {
  const maySignUp = facts.signUp !== 'closed' || facts.firstSignUp
  return (
    <div className="mx-auto flex min-h-dvh max-w-300 flex-col px-6">
      <LandingHeader account={account} maySignUp={maySignUp} />
      <main
        id="main"
        className="grid gap-12 py-10 lg:grid-cols-[1fr_minmax(0,32.5rem)] lg:items-center lg:gap-16 lg:py-14"
      >
        <Hero demo={facts.demo} signedIn={Boolean(account)} maySignUp={maySignUp} />
        {facts.demo && <TryIt facts={facts} />}
      </main>
    </div>
  )
}
