import { hasTouchKeyboard } from '@/components/ui/hasTouchKeyboard'

/** Whoever was in what is gone now goes on in the field, where no keyboard comes for it. */
export function focusOnField(): void {
  if (!hasTouchKeyboard()) document.getElementById('composer')?.focus()
}
