/** A keyboard slides over the page when a field takes the focus. */
export function hasTouchKeyboard(): boolean {
  return matchMedia('(pointer: coarse)').matches
}
