import { cn } from './cn'

/** The mark. Decorative: the name, or the link's label, stands beside it. */
export function Logo({ className }: { className?: string }) {
  return (
    <span
      aria-hidden
      className={cn(
        'flex size-8 shrink-0 items-center justify-center rounded-lg bg-accent text-on-accent',
        className,
      )}
    >
      <svg
        viewBox="0 0 24 24"
        className="size-4.5"
        fill="none"
        stroke="currentColor"
        aria-hidden="true"
      >
        <g strokeWidth="2" strokeLinecap="round">
          <path d="M4.9 19.1a10 10 0 0 1 0-14.2M7.8 16.2a6 6 0 0 1 0-8.4M16.2 7.8a6 6 0 0 1 0 8.4M19.1 4.9a10 10 0 0 1 0 14.2" />
          <circle cx="12" cy="12" r="2" />
        </g>
      </svg>
    </span>
  )
}
