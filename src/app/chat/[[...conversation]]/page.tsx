import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { ChatPage } from '@/components/chat/ChatPage'
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
  return <ChatPage initial={page && { ...page, conversationId }} />
}
