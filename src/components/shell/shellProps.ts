import type { ReactNode } from 'react'
import type { Presence } from '@/components/ui/PresenceDot'
import type { Account } from '@/lib/protocol'
import type { Section } from './section'

export type ChosenStatus = 'online' | 'away' | 'busy'

export interface AppShellProps {
  section: Section
  /** Draws the way to the admins' pages. */
  isAdmin?: boolean | undefined
  /** Draws the way to the Developers pages: owners and admins. */
  isManager?: boolean | undefined
  /** Unread messages of all conversations: badges, title, favicon and app icon show this number. */
  unread?: number
  /** Visitors who wait, on the admins' page: its badge, and counted in the title. */
  waiting?: number
  /** Absent while it is not known yet. */
  user?: Account | undefined
  presence?: Presence | undefined
  /** Draws Online, Away and Busy in the own menu. */
  onStatusChange?: ((status: ChosenStatus) => void) | undefined
  /** Where a conversation fills the whole phone. */
  hideTabBar?: boolean
  /** Of the document, without the count. */
  title?: string
  /** Must hold `<main id="main" tabIndex={-1}>` and may hold asides beside it. */
  children: ReactNode
}
