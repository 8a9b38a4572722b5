import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { DevelopersPage } from '@/components/developers/DevelopersPage'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: { absolute: 'Developers – Parley' } }

export default function Layout({ children }: { children: ReactNode }) {
  return <DevelopersPage>{children}</DevelopersPage>
}
