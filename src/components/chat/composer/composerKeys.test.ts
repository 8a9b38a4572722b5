import { describe, expect, test } from 'vitest'
import { composerAction, isComposing } from './composerKeys'

const desk = { coarsePointer: false, enterAddsLine: false, empty: false }
const touch = { ...desk, coarsePointer: true }

describe('composer keys', () => {
  test('UI-50 Enter sends on a desk', () => {
    expect(composerAction({ key: 'Enter' }, desk)).toBe('send')
  })

  test('UI-50 Shift+Enter and Alt+Enter add a line', () => {
    expect(composerAction({ key: 'Enter', shiftKey: true }, desk)).toBe('none')
    expect(composerAction({ key: 'Enter', altKey: true }, desk)).toBe('newline')
  })

  test('UI-50 Enter adds a line under a finger, and where the setting says so', () => {
    expect(composerAction({ key: 'Enter' }, touch)).toBe('none')
    expect(composerAction({ key: 'Enter' }, { ...desk, enterAddsLine: true })).toBe('none')
  })

  test('UI-50 Ctrl+Enter and Cmd+Enter always send', () => {
    expect(composerAction({ key: 'Enter', ctrlKey: true }, touch)).toBe('send')
    expect(composerAction({ key: 'Enter', metaKey: true }, { ...desk, enterAddsLine: true })).toBe(
      'send',
    )
  })

  test('UI-51 the Enter that confirms a composition sends nothing, the next one sends', () => {
    expect(composerAction({ key: 'Enter', isComposing: true }, desk)).toBe('none')
    expect(composerAction({ key: 'Enter', isComposing: false, keyCode: 229 }, desk)).toBe('none')
    expect(composerAction({ key: 'Enter', isComposing: false, keyCode: 13 }, desk)).toBe('send')
  })

  test('UI-102 ↑ edits the last own message where there is no text to move in', () => {
    const empty = { ...desk, empty: true }
    expect(composerAction({ key: 'ArrowUp' }, empty)).toBe('edit-last')
    expect(composerAction({ key: 'ArrowUp' }, desk)).toBe('none')
    expect(composerAction({ key: 'ArrowUp', altKey: true }, empty)).toBe('none')
    expect(composerAction({ key: 'ArrowUp', shiftKey: true }, empty)).toBe('none')
  })

  test('UI-51 Escape inside a composition does not leave the composer', () => {
    expect(isComposing({ key: 'Escape', keyCode: 229 })).toBe(true)
    expect(composerAction({ key: 'Escape', keyCode: 229 }, desk)).toBe('none')
    expect(composerAction({ key: 'Escape' }, desk)).toBe('leave')
  })
})
