import { cn } from './cn'
import { avatarHue, initials } from './initials'
import { type Presence, PresenceDot } from './PresenceDot'

interface AvatarProps {
  userId: string
  name: string
  src?: string | undefined
  size?: 24 | 28 | 32 | 40
  /** Absent while unknown: a stale green dot is worse than none. */
  presence?: Presence | undefined
  /** The row's background, as a ring colour: `ring-panel`. */
  ringClassName?: string | undefined
  className?: string
}

/** Decorative: the name always stands beside it, or in the label of what holds it. */
export function Avatar(props: AvatarProps) {
  const { userId, name, src, size = 40, presence, ringClassName, className } = props
  const hue = avatarHue(userId)
  const colours = { backgroundColor: `var(--av-${hue})`, color: `var(--av-${hue}-fg)` }
  return (
    <span aria-hidden className={cn('relative inline-flex shrink-0', sizes[size], className)}>
      <span
        className="flex size-full items-center justify-center overflow-hidden rounded-full font-semibold"
        style={colours}
      >
        {initials(name)}
        {src && <Picture src={src} />}
      </span>
      {presence && (
        <PresenceDot
          presence={presence}
          ringClassName={ringClassName}
          size={size < 32 ? 8 : 10}
          className="absolute -end-px -bottom-px"
        />
      )}
    </span>
  )
}

// Lies over the initials: they are what is left when it does not load.
function Picture({ src }: { src: string }) {
  const backgroundImage = `url(${JSON.stringify(src)})`
  return (
    <span
      data-picture
      className="absolute inset-0 rounded-full bg-center bg-cover"
      style={{ backgroundImage }}
    />
  )
}

const sizes = {
  24: 'size-6 text-[10px]',
  28: 'size-7 text-2xs',
  32: 'size-8 text-xs',
  40: 'size-10 text-base',
}
