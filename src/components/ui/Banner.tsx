import type { ReactNode } from 'react'
import { cn } from './cn'

interface BannerProps {
  tone: 'away' | 'danger' | 'online' | 'neutral'
  icon?: ReactNode
  /** A small button. */
  action?: ReactNode
  children: ReactNode
  className?: string
}

/** Lies over the top of its (positioned) pane, so nothing below it moves. */
export function Banner({ tone, icon, action, children, className }: BannerProps) {
  return (
    <div className={cn(frame, tones[tone], className)}>
      {icon && (
        <span aria-hidden className="[&_.lucide]:size-4">
          {icon}
        </span>
      )}
      <p className="min-w-0 flex-1 font-medium">{children}</p>
      {action}
    </div>
  )
}

const frame =
  'absolute inset-x-0 top-0 z-30 flex min-h-9 animate-fade items-center gap-2.5 px-4 py-0.5 text-sm'

const tones = {
  away: 'bg-away-tint text-away-fg',
  danger: 'bg-danger-tint text-danger-fg',
  online: 'bg-online-tint text-online-fg',
  neutral: 'bg-sunken text-fg-muted',
}
