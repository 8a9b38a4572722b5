'use client'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { cn } from '@/components/ui/cn'
import { developerSections } from './sections'

/** A column beside the page; a line above it on narrow windows. */
export function SectionNav() {
  const path = usePathname()
  const current = useRef<HTMLAnchorElement>(null)
  useEffect(() => {
    if (path) current.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [path])
  return (
    <nav
      aria-label="Developers"
      className="flex min-w-0 shrink-0 flex-col border-border bg-panel max-lg:border-b lg:w-55 lg:border-e"
    >
      <p className="flex h-14 items-center px-4 font-semibold text-md max-lg:hidden">Developers</p>
      <ul className="flex gap-1 overflow-x-auto p-2 lg:flex-col lg:border-border lg:border-t">
        {developerSections.map(({ path: href, name, icon: Icon }) => (
          <li key={href} className="shrink-0">
            <Link
              href={href}
              ref={href === path ? current : undefined}
              aria-current={href === path ? 'page' : undefined}
              className={cn(
                'flex h-9 items-center gap-2.5 rounded-lg px-3 font-medium text-sm pointer-coarse:h-11',
                href === path ? 'bg-selected text-accent-fg' : 'text-fg-muted hover:bg-hover',
              )}
            >
              <Icon aria-hidden className="size-4" />
              {name}
            </Link>
          </li>
        ))}
      </ul>
      <p className="mt-auto p-4 text-fg-muted text-xs max-lg:hidden">
        For programs:{' '}
        <a href="/openapi.json" className="text-accent-fg underline">
          HTTP
        </a>
        {' and '}
        <a href="/asyncapi.json" className="text-accent-fg underline">
          events
        </a>
      </p>
    </nav>
  )
}
