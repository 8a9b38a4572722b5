import type { ReactNode } from 'react'

/** A line under the table. */
export function Note({ children }: { children: ReactNode }) {
  return (
    <p role="status" className="nums pt-2 text-fg-muted text-sm">
      {children}
    </p>
  )
}
