import { describe, expect, test } from 'vitest'
import { tooltipPlace } from './tooltipPlace'

const room = { width: 400, height: 300 }
const tip = { width: 80, height: 20 }
const anchor = (left: number, top: number) => ({ left, top, width: 40, height: 40 })

describe('UI-21 a tooltip', () => {
  test('UI-21 is centred on the side that was asked for', () => {
    expect(tooltipPlace(anchor(180, 100), tip, 'bottom', room)).toEqual({ left: 160, top: 146 })
    expect(tooltipPlace(anchor(180, 100), tip, 'top', room)).toEqual({ left: 160, top: 74 })
    expect(tooltipPlace(anchor(180, 100), tip, 'right', room)).toEqual({ left: 226, top: 110 })
    expect(tooltipPlace(anchor(180, 100), tip, 'left', room)).toEqual({ left: 94, top: 110 })
  })

  test('UI-21 goes to the other side where there is no room', () => {
    expect(tooltipPlace(anchor(180, 255), tip, 'bottom', room).top).toBe(229)
    expect(tooltipPlace(anchor(4, 100), tip, 'left', room).left).toBe(50)
  })

  test('UI-21 never leaves the window', () => {
    expect(tooltipPlace(anchor(0, 100), tip, 'bottom', room).left).toBe(8)
    expect(tooltipPlace(anchor(380, 100), tip, 'bottom', room).left).toBe(312)
  })
})
