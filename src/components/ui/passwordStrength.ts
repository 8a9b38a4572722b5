export const minPasswordLength = 10

/** A hint in words. Length carries it: a long phrase beats a short puzzle. */
export function passwordStrength(password: string): string {
  const length = [...password].length
  if (length === 0) return `At least ${minPasswordLength} characters.`
  if (length < minPasswordLength) return `${minPasswordLength - length} more to go.`
  if (new Set(password).size < 5) return 'Easy to guess: the same characters again and again.'
  if (length < 14) return 'Good enough. A few words in a row are stronger.'
  return 'Strong.'
}
