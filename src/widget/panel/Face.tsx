/** @jsxImportSource preact */
import { avatarHue, initials } from '@/components/ui/initials'

/** Decorative: the name always stands beside it. */
export function Face({ id, name }: { id: string; name: string }) {
  const hue = avatarHue(id)
  const colours = { backgroundColor: `var(--av-${hue})`, color: `var(--av-${hue}-fg)` }
  return (
    <span class="face" aria-hidden style={colours}>
      {initials(name)}
    </span>
  )
}
