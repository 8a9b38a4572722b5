'use client'
import { useEffect, useRef, useState } from 'react'
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
        <Face key={src} src={src} name={name} />
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

function Face({ src, name }: { src: string | undefined; name: string }) {
  const [failed, setFailed] = useState(false)
  const image = useRef<HTMLImageElement>(null)
  // A picture may have failed before the page was listening.
  useEffect(() => {
    if (image.current?.complete && image.current.naturalWidth === 0) setFailed(true)
  }, [])
  if (!src || failed) return initials(name)
  return (
    <img
      ref={image}
      src={src}
      alt=""
      className="size-full object-cover"
      onError={() => setFailed(true)}
    />
  )
}

const sizes = {
  24: 'size-6 text-[10px]',
  28: 'size-7 text-2xs',
  32: 'size-8 text-xs',
  40: 'size-10 text-base',
}
