import { cn } from './cn'

export type Presence = 'online' | 'away' | 'busy' | 'offline'

interface PresenceDotProps {
  presence: Presence
  /** The row's background, as a ring colour: `ring-panel`. */
  ringClassName?: string | undefined
  size?: 8 | 10 | 12
  className?: string
}

/** A shape for each state, never colour alone. Decorative: say the state in words beside it. */
export function PresenceDot({
  presence,
  ringClassName = 'ring-surface',
  size = 10,
  className,
}: PresenceDotProps) {
  return (
    <span
      aria-hidden
      data-presence={presence}
      className={cn(
        'inline-flex rounded-full bg-(--tw-ring-color) ring-2',
        ringClassName,
        className,
      )}
    >
      <svg
        viewBox="0 0 10 10"
        width={size}
        height={size}
        className="presence-dot"
        aria-hidden="true"
      >
        {shapes[presence]}
      </svg>
    </span>
  )
}

const shapes = {
  online: <circle cx="5" cy="5" r="5" className="fill-online" />,
  away: <path d="M4.2 .06A5 5 0 1 0 9.94 5.8 4.2 4.2 0 0 1 4.2 .06Z" className="fill-away" />,
  busy: (
    <path
      fillRule="evenodd"
      d="M5 0a5 5 0 1 1 0 10A5 5 0 0 1 5 0ZM2.6 4.1v1.8h4.8V4.1Z"
      className="fill-away"
    />
  ),
  offline: (
    <circle cx="5" cy="5" r="3.9" fill="none" strokeWidth="2.2" className="stroke-fg-subtle" />
  ),
}
