/** A keyboard slides over half of the panel when the field takes the focus. */
export function hasTouchKeyboard(): boolean {
  return matchMedia('(pointer: coarse)').matches
}

/** Whoever was in what is gone now goes on in the field, where no keyboard comes for it. */
export function focusOnField(): void {
  if (!hasTouchKeyboard()) document.getElementById('composer')?.focus()
}
