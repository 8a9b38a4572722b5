import { ChevronDown, Globe } from 'lucide-react'
import { Button, type ButtonProps } from '@/components/ui/Button'

/** Whose visitors are shown. */
export function SiteButton({ name, ...rest }: ButtonProps & { name: string }) {
  return (
    <Button {...rest} className="ms-2 max-w-48 max-md:hidden" icon={<Globe aria-hidden />}>
      <span className="truncate">{name}</span>
      <ChevronDown aria-hidden className="size-4 shrink-0 text-fg-subtle" />
    </Button>
  )
}
