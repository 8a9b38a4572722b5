import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { DemoShopPage } from '@/components/demo/DemoShopPage'
import { currentApp } from '@/server/currentApp'

export const dynamic = 'force-dynamic'

interface Props {
  params: Promise<{ page?: string[] }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const visited = await visit(params)
  return { title: { absolute: visited ? `${visited.page.title} – Oak & Wool` : 'Not found' } }
}

/** `/demo` and what is below it: a website to visit, while there is a demo. */
export default async function Page({ params }: Props) {
  const visited = await visit(params)
  if (!visited) notFound()
  return <DemoShopPage {...visited} />
}

async function visit(params: Props['params']) {
  const { page = [] } = await params
  return currentApp().demoShop.visit(page.map((segment) => `/${segment}`).join(''))
}
