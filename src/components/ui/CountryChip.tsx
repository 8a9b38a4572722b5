import { cn } from './cn'

/** Two letters: not every system draws flags. */
export function CountryChip({ code, onBar = false }: { code: string; onBar?: boolean }) {
  return (
    <span
      aria-hidden
      className={cn(
        'inline-flex h-4.5 min-w-5.5 shrink-0 items-center justify-center rounded-xs px-1 font-medium font-mono text-2xs text-fg-muted',
        onBar ? 'bg-surface' : 'bg-sunken',
      )}
    >
      {code}
    </span>
  )
}
