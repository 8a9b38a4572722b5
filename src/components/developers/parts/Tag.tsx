import type { ReactNode } from 'react'
import { cn } from '@/components/ui/cn'

const tones = {
  plain: 'bg-sunken text-fg-muted',
  good: 'bg-online-tint text-online-fg',
  warning: 'bg-away-tint text-away-fg',
  bad: 'bg-danger-tint text-danger-fg',
}

interface TagProps {
  tone?: keyof typeof tones
  children: ReactNode
}

export function Tag({ tone = 'plain', children }: TagProps) {
  return (
    <span className={cn('inline-block rounded-sm px-2 py-0.5 font-medium text-xs', tones[tone])}>
      {children}
    </span>
  )
}
