import type { Metadata } from 'next'
import { cookies, headers } from 'next/headers'
import { ChatPage } from '@/components/chat/ChatPage'
import { peopleColumnCookie } from '@/components/chat/state/peopleColumnCookie'
import { currentApp } from '@/server/currentApp'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: { absolute: 'Chat' } }

interface Props {
  params: Promise<{ conversation?: string[] }>
  searchParams: Promise<{ as?: string }>
}

/** `/chat` and `/chat/{conversationId}`. A tab that asks for its own demo identity gets no one else's data. */
export default async function Page({ params, searchParams }: Props) {
  const [{ conversation }, { as }] = [await params, await searchParams]
  const cookie = (await headers()).get('cookie')
  const conversationId = conversation?.[0]
  const page = as ? undefined : await currentApp().chatPage(cookie, conversationId)
  const peopleCollapsed = (await cookies()).get(peopleColumnCookie)?.value === 'collapsed'
  const initial = page && { ...page, conversationId }
  return <ChatPage initial={initial} peopleCollapsed={peopleCollapsed} />
}
