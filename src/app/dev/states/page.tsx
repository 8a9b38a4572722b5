import { notFound } from 'next/navigation'
import { currentApp } from '@/server/currentApp'
import { StatesPage } from './StatesPage'

export const dynamic = 'force-dynamic'
export const metadata = { title: 'States' }

/** Every component in every state, for eyes and for screenshot tests. Not in production. */
export default async function States() {
  if (!(await currentApp().facts()).demo) notFound()
  return <StatesPage />
}
