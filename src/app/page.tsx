import { headers } from 'next/headers'
import { LandingPage } from '@/components/landing/LandingPage'
import { currentApp } from '@/server/currentApp'

export const dynamic = 'force-dynamic'

export default async function Landing() {
  const app = currentApp()
  const account = await app.signedInAccount((await headers()).get('cookie'))
  return <LandingPage facts={await app.facts()} account={account} />
}
