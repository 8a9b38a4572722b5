import { create } from 'zustand'

export type Politeness = 'polite' | 'assertive'

/** Has a screen reader say something, through the page's one `<Announcer/>`. */
export function announce(text: string, politeness: Politeness = 'polite'): void {
  useAnnouncements.setState((said) => ({ [politeness]: fresh(text, said[politeness]) }))
}

export const useAnnouncements = create<Record<Politeness, string>>(() => ({
  polite: '',
  assertive: '',
}))

// A live region is silent when its text stays the same.
function fresh(text: string, before: string): string {
  return text === before ? `${text}\u00a0` : text
}
