import type { ReactNode } from 'react'
import { cn } from './cn'

interface EmptyStateProps {
  title: string
  children?: ReactNode
  action?: ReactNode
  /** The page's own heading is an h1; inside a pane it is a paragraph. */
  as?: 'h1' | 'h2' | 'p'
  className?: string
}

/** Nothing here, or not now: what that means and what to do. */
export function EmptyState({
  title,
  children,
  action,
  as: Title = 'p',
  className,
}: EmptyStateProps) {
  return (
    <div className={cn('flex flex-col items-center gap-2 p-6 text-center', className)}>
      <Title className="text-balance font-semibold text-fg text-lg">{title}</Title>
      {children && <div className="max-w-90 text-pretty text-fg-muted">{children}</div>}
      {action && <div className="mt-2 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  )
}
