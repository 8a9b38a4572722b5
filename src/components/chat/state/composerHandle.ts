/** The composer, for those who are not in it. */
export interface ComposerHandle {
  /** Puts the caret behind the last character. Does nothing while no composer is drawn. */
  focusEnd(): void
  /** For a key that is being pressed: the letter goes into the field. */
  focusNow(): void
  /** The composer that is drawn now. */
  attach(field: HTMLTextAreaElement | null): void
  isFocused(): boolean
}

export function createComposerHandle(): ComposerHandle {
  let field: HTMLTextAreaElement | null = null
  return {
    attach(drawn) {
      field = drawn
    },
    focusNow: () => field?.focus(),
    isFocused: () => field !== null && document.activeElement === field,
    focusEnd() {
      // The text that was just put in is drawn after this.
      requestAnimationFrame(() => {
        field?.focus()
        field?.setSelectionRange(field.value.length, field.value.length)
      })
    },
  }
}
