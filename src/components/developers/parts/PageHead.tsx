import type { ReactNode } from 'react'

interface PageHeadProps {
  title: string
  children: ReactNode
  action?: ReactNode
}

export function PageHead({ title, children, action }: PageHeadProps) {
  return (
    <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        <h1 className="font-semibold text-xl">{title}</h1>
        <p className="mt-1 max-w-160 text-fg-muted">{children}</p>
      </div>
      {action}
    </header>
  )
}
