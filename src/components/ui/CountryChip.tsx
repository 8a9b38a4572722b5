/** Two letters: not every system draws flags. */
export function CountryChip({ code }: { code: string }) {
  return (
    <span
      aria-hidden
      className="inline-flex h-5 min-w-6.5 shrink-0 items-center justify-center rounded-xs bg-sunken px-1 font-medium text-2xs text-fg-muted"
    >
      {code}
    </span>
  )
}
