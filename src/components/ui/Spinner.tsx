import { LoaderCircle } from 'lucide-react'
import { cn } from './cn'

/** Decorative: what waits says so itself, by its label and `aria-busy`. */
export function Spinner({ className }: { className?: string }) {
  return <LoaderCircle aria-hidden className={cn('size-4 animate-spin', className)} />
}
