import { ArrowDown, ArrowUp } from 'lucide-react'
import { cn } from '@/components/ui/cn'
import { nextSort, type Sort, type SortColumn } from '../rows/visitorOrder'
import type { Column } from './columns'

interface TableHeadProps {
  columns: readonly Column[]
  sort: Sort | undefined
  onSort(sort: Sort | undefined): void
  grid: string
}

/** A click sorts up, then down, then as usual. */
export function TableHead({ columns, sort, onSort, grid }: TableHeadProps) {
  return (
    <div role="rowgroup" className="sticky top-0 z-10 max-md:sr-only">
      <div
        role="row"
        aria-rowindex={1}
        className="grid h-9 items-center gap-3 border-border border-b bg-panel px-4 font-medium text-fg-muted text-xs"
        style={{ gridTemplateColumns: grid }}
      >
        {columns.map(({ id, head, sort: by, end }) => (
          <div
            key={id}
            role="columnheader"
            aria-sort={sortWord(sort, by)}
            className={cn('min-w-0', end && 'flex justify-end')}
          >
            {by ? (
              <button
                type="button"
                onClick={() => onSort(nextSort(sort, by))}
                className={cn(headLook, sort?.column === by && 'text-fg')}
              >
                {head}
                <SortMark sort={sort?.column === by ? sort : undefined} />
              </button>
            ) : (
              head
            )}
          </div>
        ))}
      </div>
    </div>
  )
}

const headLook = 'hit-24 inline-flex items-center gap-1 rounded-xs hover:text-fg'

function sortWord(sort: Sort | undefined, column: SortColumn | undefined) {
  if (!column) return undefined
  if (sort?.column !== column) return 'none'
  return sort.direction === 'asc' ? 'ascending' : 'descending'
}

function SortMark({ sort }: { sort: Sort | undefined }) {
  if (!sort) return null
  const Mark = sort.direction === 'asc' ? ArrowUp : ArrowDown
  return <Mark aria-hidden className="size-3.5" />
}
