/** One or two letters for a name: the first graphemes of its first two words. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean)
  return words.slice(0, 2).map(firstGrapheme).join('').toUpperCase()
}

/** One of the ten avatar hues, by the person's id: a new name keeps the colour. */
export function avatarHue(userId: string): number {
  let hash = 5381
  for (const character of userId) hash = (hash * 33 + (character.codePointAt(0) ?? 0)) % 4294967291
  return hash % 10
}

function firstGrapheme(word: string): string {
  if (isPlain.test(word)) return word.charAt(0)
  const [first] = graphemes.segment(word)
  return first?.segment ?? ''
}

/** Nothing can join the first letter. */
const isPlain = /^[!-~]([!-~]|$)/
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })
