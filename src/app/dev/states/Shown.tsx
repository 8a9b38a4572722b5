import type { ReactNode } from 'react'

interface ShownProps {
  /** The id of the section, for screenshots of one component. */
  id: string
  title: string
  children: ReactNode
}

export function Shown({ id, title, children }: ShownProps) {
  return (
    <section
      id={id}
      aria-labelledby={`${id}-title`}
      className="rounded-xl border border-border bg-surface p-4"
    >
      <h2 id={`${id}-title`} className="mb-3 font-semibold text-md">
        {title}
      </h2>
      <div className="flex flex-wrap items-center gap-3">{children}</div>
    </section>
  )
}
