// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { chooseTheme, currentTheme, isTheme } from './theme'

describe('UI-2 the theme', () => {
  test('UI-2 that is chosen is shown at once and kept in the cookie', () => {
    document.documentElement.className = 'font system'
    chooseTheme('dark')
    expect(currentTheme()).toBe('dark')
    expect(document.documentElement.classList.contains('font')).toBe(true)
    expect(document.documentElement.classList.contains('system')).toBe(false)
    expect(document.cookie).toContain('theme=dark')
  })

  test('UI-2 is the system’s where the page says nothing', () => {
    document.documentElement.className = ''
    expect(currentTheme()).toBe('system')
  })

  test('UI-2 knows three words', () => {
    expect(['light', 'dark', 'system'].every(isTheme)).toBe(true)
    expect(['Dark', '', 'dark light', undefined].some(isTheme)).toBe(false)
  })
})
