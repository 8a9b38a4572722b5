import { describe, expect, test } from 'vitest'
import { afterLook, type BackEndState, type Seen, UNSEEN } from './backEndHealth'

function stateAfter(...looks: Seen[]): BackEndState | undefined {
  return looks.reduce(afterLook, UNSEEN).state
}

describe('the health of a back end', () => {
  test('ED-5 is what the first look shows', () => {
    expect(stateAfter()).toBeUndefined()
    expect(stateAfter('ready')).toBe('ready')
    expect(stateAfter('unready')).toBe('unready')
    expect(stateAfter('down')).toBe('down')
  })

  test('ED-5 falls after two looks in a row, and one good look between them counts anew', () => {
    expect(stateAfter('ready', 'down')).toBe('ready')
    expect(stateAfter('ready', 'down', 'down')).toBe('down')
    expect(stateAfter('ready', 'down', 'ready', 'down')).toBe('ready')
    expect(stateAfter('ready', 'unready', 'unready')).toBe('unready')
    expect(stateAfter('ready', 'unready', 'down')).toBe('ready')
  })

  test('ED-5 rises after two looks in a row', () => {
    expect(stateAfter('down', 'ready')).toBe('down')
    expect(stateAfter('down', 'ready', 'ready')).toBe('ready')
    expect(stateAfter('down', 'ready', 'down', 'ready')).toBe('down')
  })

  test('ED-5 falls at once where nobody listens, and does not rise at once', () => {
    expect(stateAfter('ready', 'refused')).toBe('down')
    expect(stateAfter('ready', 'refused', 'ready')).toBe('down')
    expect(stateAfter('ready', 'refused', 'ready', 'ready')).toBe('ready')
  })
})
