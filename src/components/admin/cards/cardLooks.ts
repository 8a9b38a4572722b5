/**
 * A button that is seen where it is looked for: under the pointer, with the keyboard, and by a
 * finger always. The card around it is a `group`.
 */
export const onDemandLook =
  'hit-24 rounded-xs text-accent-fg text-xs opacity-0 hover:underline focus-visible:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100'
