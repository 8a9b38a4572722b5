import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { AdminPage } from '@/components/admin/AdminPage'
import { currentApp } from '@/server/currentApp'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: { absolute: 'Online Users' } }

interface Props {
  searchParams: Promise<{ as?: string }>
}

/** `/admin`. A tab that asks for its own demo identity gets no one else's data. */
export default async function Page({ searchParams }: Props) {
  const { as } = await searchParams
  const cookie = (await headers()).get('cookie')
  return <AdminPage initial={as ? undefined : await currentApp().adminPage(cookie)} />
}
