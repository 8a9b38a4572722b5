import type { Check } from '@/components/form/wrongFields'

const TEXT_MOST = 4000

/** What was typed, without the slash that some type before it. */
export function shortcutOf(typed: string): string {
  return typed.trim().replace(/^\//, '')
}

export const checkShortcut: Check = (typed) => {
  const shortcut = shortcutOf(typed)
  if (shortcut === '') return 'Give it a shortcut.'
  if (shortcut.length > 32) return 'Use at most 32 characters.'
  return /^[a-z0-9_-]+$/.test(shortcut) ? undefined : 'Use a-z, 0-9, - and _ alone.'
}

export const checkReplyText: Check = (text) => {
  if (text.trim() === '') return 'Write the reply.'
  return text.trim().length > TEXT_MOST ? `Use at most ${TEXT_MOST} characters.` : undefined
}
