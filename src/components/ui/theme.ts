import { keepCookie } from './keptCookie'

const themes = ['light', 'dark', 'system'] as const
export type Theme = (typeof themes)[number]

export const themeCookie = 'theme'

export function isTheme(value: unknown): value is Theme {
  return themes.some((theme) => theme === value)
}

/** The theme that the server rendered, or that was chosen since. */
export function currentTheme(): Theme {
  return themes.find((theme) => document.documentElement.classList.contains(theme)) ?? 'system'
}

/** Keeps the choice for a year, so that the next page comes in it, and shows it at once. */
export function chooseTheme(theme: Theme): void {
  keepCookie(themeCookie, theme)
  const { classList } = document.documentElement
  classList.add('theme-changes')
  classList.remove(...themes)
  classList.add(theme)
  requestAnimationFrame(() => requestAnimationFrame(() => classList.remove('theme-changes')))
}
