import { type ClassValue, clsx } from 'clsx'
import { extendTailwindMerge } from 'tailwind-merge'

/** Joins class names; of two that set the same thing the later wins. */
export function cn(...classes: ClassValue[]): string {
  return merge(clsx(classes))
}

// The sizes of globals.css that tailwind-merge would take for colours.
const merge = extendTailwindMerge({ extend: { theme: { text: ['kpi', 'hero'] } } })
