// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  defaultPreferences,
  followPreferences,
  setPreference,
  storedPreferences,
  usePreferences,
} from './preferences'

const key = 'parley.preferences'
let stop: () => void = () => {}

beforeEach(() => {
  localStorage.clear()
  usePreferences.setState(defaultPreferences)
})
afterEach(() => stop())

describe('UI-9 preferences', () => {
  test('UI-9 are there again after a reload', () => {
    setPreference('enterAddsLine', true)
    usePreferences.setState(defaultPreferences)
    stop = followPreferences()
    expect(usePreferences.getState()).toEqual({ ...defaultPreferences, enterAddsLine: true })
  })

  test('UI-9 follow another tab', () => {
    stop = followPreferences()
    const newValue = JSON.stringify({ sounds: true })
    window.dispatchEvent(new StorageEvent('storage', { key, newValue }))
    expect(usePreferences.getState().sounds).toBe(true)
  })

  test('UI-9 do not follow any more once told to stop', () => {
    followPreferences()()
    const newValue = JSON.stringify({ sounds: true })
    window.dispatchEvent(new StorageEvent('storage', { key, newValue }))
    expect(usePreferences.getState().sounds).toBe(false)
  })

  test.each([null, '', 'null', '7', '{', '[]', '{"sounds":"yes","shortcuts":1,"other":true}'])(
    'UI-9 are the defaults when storage holds %s',
    (stored) => {
      expect(storedPreferences(stored)).toEqual(defaultPreferences)
    },
  )
})
