import type { ReactNode } from 'react'
import { cn } from './cn'

interface BannerProps {
  tone: 'away' | 'danger' | 'online' | 'neutral'
  icon?: ReactNode
  /** A small button. */
  action?: ReactNode
  children: ReactNode
  className?: string
  /** Takes room of its own, where what it would lie over has to be read. */
  inFlow?: boolean
}

/** Lies over the top of its (positioned) pane, so nothing below it moves. */
export function Banner({ tone, icon, action, children, className, inFlow }: BannerProps) {
  return (
    <div className={cn(frame, inFlow ? 'shrink-0' : over, tones[tone], className)}>
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

const frame = 'flex min-h-9 animate-fade items-center gap-2.5 px-4 py-0.5 text-sm'
const over = 'absolute inset-x-0 top-0 z-30'

const tones = {
  away: 'bg-away-tint text-away-fg',
  danger: 'bg-danger-tint text-danger-fg',
  online: 'bg-online-tint text-online-fg',
  neutral: 'bg-sunken text-fg-muted',
}
