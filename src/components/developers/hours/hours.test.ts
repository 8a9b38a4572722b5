import { describe, expect, test } from 'vitest'
import { wrongFields } from '@/components/form/wrongFields'
import type { ChatSettings, ClosedDay, OpenHours } from '@/lib/adminChatProtocol'
import { inOrder, withDay } from './closedDays'
import { checksOf } from './hoursChecks'
import { previewLines } from './previewLines'
import { replyMinutesOf, replyTimeOf } from './replyTimes'
import { timeZoneChoices } from './timeZones'
import { officeWeek, withSpanOn } from './week'

const berlin: ChatSettings = {
  timeZone: 'Europe/Berlin',
  hours: officeWeek,
  closedDays: [],
  replyMinutes: 60,
  mailAfterMinutes: 5,
}
/** Thursday, 18:30 in Berlin. */
const NOW = Date.parse('2026-11-26T17:30:00Z')

describe('office hours as visitors read them', () => {
  test('DV-14 are the ladder of a week, each line once, in the order of time', () => {
    expect(previewLines(berlin, NOW)).toEqual([
      { when: 'Now', line: 'Back tomorrow' },
      { when: 'Friday 01:00', line: 'Back at 09:00' },
      { when: 'Friday 08:40', line: 'Back in 20 minutes' },
      { when: 'Friday 10:00', line: 'Leave a message, we’ll get back to you' },
      { when: 'Friday 19:00', line: 'Back on Monday' },
    ])
  })

  test('DV-18 leave out the days that are closed', () => {
    const closedDays = [{ date: '2026-11-27', name: 'A long weekend' }, { date: '2026-11-30' }]
    const lines = previewLines({ ...berlin, closedDays }, NOW)
    expect(lines[0]).toEqual({ when: 'Now', line: 'Back on Tuesday' })
    expect(lines.map(({ line }) => line)).not.toContain('Back on Monday')
    const week = ['2026-11-27', '2026-11-30', '2026-12-01', '2026-12-02', '2026-12-03']
    const away = { ...berlin, closedDays: week.map((date) => ({ date })) }
    expect(previewLines(away, NOW)[0]?.line).toBe('Leave a message, we’ll get back to you')
  })

  test('DV-14 say one thing where there are no hours, and nothing while a time is typed', () => {
    const leave = [{ when: 'Now', line: 'Leave a message, we’ll get back to you' }]
    expect(previewLines({ ...berlin, hours: [] }, NOW)).toEqual(leave)
    const typed: OpenHours[] = [{ day: 1, from: '', to: '17:00' }]
    expect(previewLines({ ...berlin, hours: typed }, NOW)).toEqual([])
  })
})

describe('the form of office hours', () => {
  const wrong = (hours: OpenHours[], mailAfter = '5', closedDays: ClosedDay[] = []) =>
    wrongFields({ mailAfter }, checksOf({ hours, closedDays }))

  test('DV-14 says at each time what is wrong with it', () => {
    expect(wrong(officeWeek)).toEqual({})
    expect(wrong([{ day: 7, from: '00:00', to: '24:00' }])).toEqual({})
    const spans = [
      { day: 1, from: '09:00', to: '09:00' },
      { day: 2, from: '', to: '17:00' },
    ]
    expect(Object.keys(wrong(spans, '1441'))).toEqual(['to-0', 'from-1', 'mailAfter'])
    for (const minutes of ['', '-1', '1.5', 'soon']) expect(wrong([], minutes)).not.toEqual({})
  })

  test('DV-14 begins a day as the one before, and goes on after its last hour', () => {
    const monday = [{ day: 1, from: '08:00', to: '12:00' }]
    expect(withSpanOn(monday, 2)[1]).toEqual({ day: 2, from: '08:00', to: '12:00' })
    expect(withSpanOn(monday, 1)[1]).toEqual({ day: 1, from: '13:00', to: '15:00' })
    expect(withSpanOn([{ day: 1, from: '18:00', to: '22:30' }], 1)[1]).toEqual({
      day: 1,
      from: '23:00',
      to: '24:00',
    })
    expect(withSpanOn([], 7)).toEqual([{ day: 7, from: '09:00', to: '17:00' }])
  })

  test('DV-18 says which closed day is none, and which is there twice', () => {
    const days = [{ date: '2026-12-25', name: 'Christmas' }, { date: '' }, { date: '2026-12-25' }]
    expect(wrong([], '5', days)).toEqual({
      'closed-1': 'Choose a day.',
      'closed-2': 'This day is there already.',
    })
    expect(wrong([], '5', days.slice(0, 1))).toEqual({})
  })

  test('DV-18 goes on with the day after the last one, and begins with tomorrow', () => {
    const days = [{ date: '2026-12-31' }, { date: '2026-12-24' }, { date: '' }]
    expect(withDay(days, NOW).at(-1)).toEqual({ date: '2027-01-01' })
    expect(withDay([], NOW)).toEqual([{ date: '2026-11-27' }])
    expect(withDay([{ date: '2026-01-01' }], NOW).at(-1)).toEqual({ date: '2026-11-27' })
  })

  test('DV-18 is in the order of the calendar, and without empty names', () => {
    const days = [
      { date: '2026-12-31', name: ' ' },
      { date: '2026-12-24', name: ' Eve ' },
    ]
    expect(inOrder(days)).toEqual([{ date: '2026-12-24', name: 'Eve' }, { date: '2026-12-31' }])
  })

  test('DV-14 keeps the minutes that mean what is chosen, and the zone that was saved', () => {
    expect([15, 16, 120, 121].map(replyTimeOf)).toEqual(['minutes', 'hour', 'hour', 'day'])
    expect(replyMinutesOf('hour', 90)).toBe(90)
    expect(replyMinutesOf('day', 90)).toBe(1440)
    const zones = timeZoneChoices('US/Pacific').map(({ value }) => value)
    expect(zones).toContain('US/Pacific')
    expect(new Set(zones).size).toBe(zones.length)
  })
})
