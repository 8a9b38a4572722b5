import { type ReactNode, useId } from 'react'
import { cn } from '@/components/ui/cn'

interface PanelProps {
  title: ReactNode
  /** At the end of the title's line. */
  action?: ReactNode
  children: ReactNode
  className?: string
}

export function Panel({ title, action, children, className }: PanelProps) {
  const id = useId()
  return (
    <section
      aria-labelledby={id}
      className={cn(
        'flex min-w-0 flex-col gap-4 rounded-xl border border-border bg-surface p-4 sm:p-5',
        className,
      )}
    >
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 id={id} className="min-w-0 font-semibold text-md [overflow-wrap:anywhere]">
          {title}
        </h2>
        {action}
      </div>
      {children}
    </section>
  )
}
