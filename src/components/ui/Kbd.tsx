'use client'
import type { ReactNode } from 'react'
import { cn } from './cn'
import { keyLabel, useIsMac } from './platform'

interface KbdProps {
  /** `mod` is ⌘ on a Mac and Ctrl elsewhere; also `alt`, `shift`, `enter`, `esc`, `up`, `down`. */
  keys?: readonly string[]
  children?: ReactNode
  className?: string
}

export function Kbd({ keys, children, className }: KbdProps) {
  const isMac = useIsMac()
  return (
    <kbd className={cn(look, className)}>
      {keys?.map((key) => keyLabel(key, isMac)).join(' ')}
      {children}
    </kbd>
  )
}

const look =
  'inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-xs border border-border-strong bg-surface px-1 font-medium font-sans text-2xs text-fg-muted'
