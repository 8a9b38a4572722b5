'use client'
import { Ellipsis } from 'lucide-react'
import { LazyMenu } from '@/components/shell/LazyMenu'
import { cn } from '@/components/ui/cn'
import { iconButtonClass } from '@/components/ui/IconButton'
import type { Bubble } from './bubble'

/** What can be done with a message; seen where the pointer or the focus is. */
export function MessageMenu({ bubble, own }: { bubble: Bubble; own: boolean }) {
  return (
    <LazyMenu
      label="Message menu"
      tabIndex={-1}
      className={iconButtonClass(32, cn(look, own ? 'end-full me-1' : 'start-full ms-1'))}
      face={<Ellipsis aria-hidden />}
      load={load}
      more={{ bubble, own }}
    />
  )
}

const load = async () => (await import('./LoadedMessageMenu')).LoadedMessageMenu

const look =
  'absolute top-0.5 opacity-0 transition-[opacity,background-color,color] focus-visible:opacity-100 group-hover/message:opacity-100 group-focus-visible/message:opacity-100 data-[state=open]:opacity-100 pointer-coarse:pointer-events-none'
