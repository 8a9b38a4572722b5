import { ChevronUp } from 'lucide-react'

/** Who came while nobody may move. */
export function NewcomersPill({ count, onShow }: { count: number; onShow(): void }) {
  if (count === 0) return null
  return (
    <button
      type="button"
      onClick={onShow}
      className="absolute start-1/2 top-11 z-20 flex h-8 -translate-x-1/2 animate-fade items-center gap-1.5 whitespace-nowrap rounded-full border border-border bg-raised px-3 font-medium text-sm shadow-2 hover:bg-hover rtl:translate-x-1/2 pointer-coarse:h-11"
    >
      <ChevronUp aria-hidden className="size-4" />
      {count.toLocaleString()} new
    </button>
  )
}
