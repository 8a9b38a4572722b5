import { useEffect, useState } from 'react'
import { type TabEntry, useTabEntry } from '@/components/account/useTabEntry'
import type { AccessGrant } from '@/lib/accountProtocol'
import { createParleyClient } from '@/lib/parleyClient'
import type { InitialChat } from './chatStore'
import { type Chat, createChat } from './createChat'
import { lazyClient } from './lazyClient'

/** The chat of this tab, connected for as long as it is on the screen. */
export function useChatEntry(initial: InitialChat | undefined): TabEntry<Chat> {
  const [first] = useState(() => initial && createChat(newClient(), initial, initial))
  const entry = useTabEntry(first, chatOfGrant)
  const chat = entry.phase === 'open' ? entry.page : undefined
  useEffect(() => chat?.start(), [chat])
  return entry
}

function chatOfGrant({ user: account, role }: AccessGrant): Chat {
  return createChat(newClient(), { account, role })
}

const newClient = () => lazyClient(createParleyClient)
