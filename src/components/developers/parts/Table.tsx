import type { ReactNode } from 'react'

interface TableProps {
  label: string
  columns: readonly string[]
  children: ReactNode
}

/** Rows in columns; cards on a phone, where each cell says its column itself. */
export function Table({ label, columns, children }: TableProps) {
  return (
    <div className="overflow-hidden rounded-xl border border-border bg-surface">
      <table aria-label={label} className="w-full text-start text-sm max-md:block">
        <thead className="bg-panel text-fg-muted text-xs max-md:sr-only">
          <tr>
            {columns.map((column) => (
              <th
                key={column}
                scope="col"
                className="h-9 whitespace-nowrap px-4 text-start font-medium"
              >
                {column}
              </th>
            ))}
            <th scope="col" className="w-12">
              <span className="sr-only">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-border max-md:block">{children}</tbody>
      </table>
    </div>
  )
}

export function Row({ children }: { children: ReactNode }) {
  return (
    <tr className="max-md:relative max-md:grid max-md:gap-1.5 max-md:p-4 md:border-border md:border-t">
      {children}
    </tr>
  )
}

interface CellProps {
  /** Its column's name, which a card shows before it. */
  name?: string
  children: ReactNode
}

export function Cell({ name, children }: CellProps) {
  return (
    <td className="min-w-0 align-middle max-md:flex max-md:gap-2 md:h-13 md:px-4">
      {name && (
        <span aria-hidden className="w-24 shrink-0 text-fg-subtle md:hidden">
          {name}
        </span>
      )}
      <span className="min-w-0 [overflow-wrap:anywhere]">{children}</span>
    </td>
  )
}

/** At the end of a row; the upper corner of a card. */
export function ActionCell({ children }: { children: ReactNode }) {
  return (
    <td className="max-md:absolute max-md:end-2 max-md:top-2 md:px-2 md:text-end">{children}</td>
  )
}
