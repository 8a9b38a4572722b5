'use client'
import { type ReactNode, useId, useRef } from 'react'
import { cn } from '@/components/ui/cn'
import type { DrawerTab } from '../state/adminAddress'

/** A scroller is reached by the keyboard. */
const tabStop = { tabIndex: 0 }

const tabs: { tab: DrawerTab; name: string }[] = [
  { tab: 'conversation', name: 'Conversation' },
  { tab: 'details', name: 'Details' },
  { tab: 'journey', name: 'Journey' },
]

interface TabsProps {
  tab: DrawerTab
  onTab(tab: DrawerTab): void
  children: ReactNode
}

/** Arrows change the tab at once, as the pattern has it. */
export function DrawerTabs({ tab, onTab, children }: TabsProps) {
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const step = (by: number) => {
    const index = tabs.findIndex((one) => one.tab === tab)
    const next = tabs[(index + by + tabs.length) % tabs.length]
    if (!next) return
    onTab(next.tab)
    list.current?.querySelector<HTMLElement>(`[data-tab="${next.tab}"]`)?.focus()
  }
  return (
    <>
      <div
        ref={list}
        role="tablist"
        aria-label="About this person"
        className="flex h-10 shrink-0 gap-5 border-border border-b px-5"
        onKeyDown={(event) => {
          if (event.key === 'ArrowRight') step(1)
          if (event.key === 'ArrowLeft') step(-1)
        }}
      >
        {tabs.map(({ tab: value, name }) => (
          <button
            key={value}
            type="button"
            role="tab"
            id={`${id}-${value}`}
            data-tab={value}
            aria-selected={value === tab}
            aria-controls={`${id}-panel`}
            tabIndex={value === tab ? 0 : -1}
            onClick={() => onTab(value)}
            className={cn(
              'border-b-2 font-medium text-sm',
              value === tab ? 'border-accent text-accent-fg' : 'border-transparent text-fg-muted',
            )}
          >
            {name}
          </button>
        ))}
      </div>
      <div
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-${tab}`}
        {...(tab === 'conversation' ? {} : tabStop)}
        className={tab === 'conversation' ? filled : scrolled}
      >
        {children}
      </div>
    </>
  )
}

const scrolled = 'min-h-0 flex-1 overflow-y-auto overscroll-contain px-4 pt-3 pb-5'

/** The conversation scrolls its messages alone. */
const filled = 'flex min-h-0 flex-1 flex-col'
