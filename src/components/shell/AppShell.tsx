'use client'
import dynamic from 'next/dynamic'
import { useEffect } from 'react'
import { Announcer } from '@/components/ui/Announcer'
import { followPreferences } from '@/components/ui/preferences'
import { Toaster } from '@/components/ui/Toaster'
import { Rail } from './Rail'
import type { Section } from './section'
import type { AppShellProps } from './shellProps'
import { TabBar } from './TabBar'
import { useShortcutSheet } from './useShortcutSheet'
import { useUnreadSigns } from './useUnreadSigns'

/** Of no use before somebody asks for it. */
const ShortcutSheet = dynamic(
  () => import('./ShortcutSheet').then((module) => module.ShortcutSheet),
  { ssr: false },
)

export function AppShell(props: AppShellProps) {
  const { section, unread = 0, waiting = 0, hideTabBar = false, children } = props
  const { title = titles[section] } = props
  const sheet = useShortcutSheet()
  useUnreadSigns(title, unread + waiting)
  useEffect(followPreferences, [])
  return (
    <div className="grid h-dvh grid-rows-[minmax(0,1fr)_auto] overflow-hidden bg-canvas md:grid-cols-[3.5rem_minmax(0,1fr)] md:grid-rows-[minmax(0,1fr)]">
      <a href="#main" className={skipLook}>
        {skipWords[section] ?? 'Skip to content'}
      </a>
      <Rail {...props} unread={unread} waiting={waiting} onShortcuts={sheet.show} />
      <div className="relative min-h-0 min-w-0">{children}</div>
      {!hideTabBar && <TabBar {...props} unread={unread} waiting={waiting} />}
      {sheet.wasOpened && (
        <ShortcutSheet section={section} open={sheet.open} onOpenChange={sheet.setOpen} />
      )}
      <Toaster {...((section === 'chat' || section === 'online') && { className: overMessages })} />
      <Announcer />
    </div>
  )
}

const titles: Record<Section, string> = {
  chat: 'Chat – Parley',
  online: 'Online Users – Parley',
  visitors: 'Online Users – Parley',
  developers: 'Developers – Parley',
  settings: 'Settings – Parley',
}

const skipWords: Partial<Record<Section, string>> = {
  chat: 'Skip to messages',
  visitors: 'Skip to online users',
}

// Centred in the message pane, above the composer.
const overMessages =
  'bottom-[calc(8rem+env(safe-area-inset-bottom))] left-1/2 max-w-100 md:ltr:left-[calc(50%+11.25rem)] md:rtl:left-[calc(50%-11.25rem)] md:max-w-[min(25rem,calc(100vw-24.5rem))] xl:ltr:left-[calc(50%+3rem)] xl:rtl:left-[calc(50%-3rem)]'

const skipLook =
  'fixed start-2 top-2 z-60 -translate-y-16 rounded-md bg-accent px-3 py-2 font-medium text-on-accent focus-visible:translate-y-0'
