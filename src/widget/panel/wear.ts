import type { PanelLook } from '../channel'

/** The frame looks as its website wants it to. */
export function wear({ theme, brand, lang, dir, name }: PanelLook): void {
  const { documentElement: page } = document
  page.className = theme === 'auto' ? '' : theme
  page.lang = lang
  page.dir = dir
  page.style.setProperty('--brand', brand.fill)
  page.style.setProperty('--on-brand', brand.text)
  document.title = `Chat with ${name}`
}
