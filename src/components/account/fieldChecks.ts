import type { Check } from '@/components/form/wrongFields'
import { minPasswordLength } from '@/components/ui/passwordStrength'

export const checkName: Check = (name) => (name.trim() ? undefined : 'Enter your name.')

/** Only what is surely wrong: the proof of an address is that mail arrives. */
export const checkEmail: Check = (email) => {
  if (!email.trim()) return 'Enter your e-mail address.'
  return /^\S+@\S+$/.test(email.trim()) ? undefined : 'This is not an e-mail address.'
}

export const checkPassword: Check = (password) => (password ? undefined : 'Enter your password.')

export const checkNewPassword: Check = (password) => {
  if (!password) return 'Choose a password.'
  const length = [...password].length
  if (length < minPasswordLength) return `Use at least ${minPasswordLength} characters.`
  return length > 200 ? 'Use at most 200 characters.' : undefined
}
