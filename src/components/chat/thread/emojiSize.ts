export type EmojiSize = 'huge' | 'large'

/** How large a text of nothing but emoji is drawn: one to three huge, up to eight large. */
export function emojiSize(text: string): EmojiSize | undefined {
  const pattern = emojiOnly()
  if (!pattern?.test(text) || text.trim() === '') return undefined
  const count = countGraphemes(text)
  if (count <= 3) return 'huge'
  return count <= 8 ? 'large' : undefined
}

// Made at run time: a browser without the `v` flag would refuse the whole file.
const flags: string = 'v'
let compiled: RegExp | null | undefined

function emojiOnly(): RegExp | null {
  if (compiled === undefined) {
    try {
      compiled = new RegExp('^(?:\\p{RGI_Emoji}|\\s)+$', flags)
    } catch {
      compiled = null
    }
  }
  return compiled
}

function countGraphemes(text: string): number {
  const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)
  return [...graphemes].filter(({ segment }) => segment.trim() !== '').length
}
