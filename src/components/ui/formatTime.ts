/** All times as people read them. `now` and `at` are milliseconds; `locale` is the browser's. */
export type TimeFormat = 'list' | 'group' | 'full' | 'ago' | 'for' | 'day'

export function formatTime(format: TimeFormat, at: number, now: number, locale?: string): string {
  return formats[format](at, now, locale)
}

type Formatter = (at: number, now: number, locale?: string) => string

const formats: Record<TimeFormat, Formatter> = {
  list: (at, now, locale) => {
    const minutes = minutesBetween(at, now)
    if (minutes < 1) return 'now'
    if (minutes < 60) return `${minutes}m`
    const days = daysBetween(at, now)
    if (days === 0) return clock(at, locale)
    if (days === 1) return 'Yesterday'
    return days < 7 ? intl(at, { weekday: 'short' }, locale) : date(at, now, 'short', locale)
  },
  group: (at, _now, locale) => clock(at, locale),
  full: (at, _now, locale) =>
    intl(at, { ...fullDate, hour: '2-digit', minute: '2-digit', timeZoneName: 'short' }, locale),
  ago: (at, now, locale) => {
    if (minutesBetween(at, now) < 1) return 'just now'
    const days = daysBetween(at, now)
    if (days === 0 || minutesBetween(at, now) < 60) return `${duration(at, now)} ago`
    return days === 1 ? 'yesterday' : date(at, now, 'short', locale)
  },
  for: (at, now) => duration(at, now),
  day: (at, now, locale) => {
    const days = daysBetween(at, now)
    if (days <= 0) return 'Today'
    if (days === 1) return 'Yesterday'
    return days < 7 ? intl(at, { weekday: 'long' }, locale) : date(at, now, 'long', locale)
  },
}

const fullDate = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const

function duration(at: number, now: number): string {
  const minutes = Math.max(1, minutesBetween(at, now))
  if (minutes < 60) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} days`
}

function minutesBetween(at: number, now: number): number {
  return Math.floor((now - at) / 60_000)
}

/** Calendar days, so that 23:50 is yesterday at 00:10. */
function daysBetween(at: number, now: number): number {
  return Math.round((midnight(now) - midnight(at)) / 86_400_000)
}

function midnight(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0)
}

function clock(at: number, locale?: string): string {
  return intl(at, { hour: '2-digit', minute: '2-digit' }, locale)
}

function date(at: number, now: number, month: 'short' | 'long', locale?: string): string {
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear()
  return intl(at, { day: 'numeric', month, ...(!sameYear && { year: 'numeric' }) }, locale)
}

const made = new Map<string, Intl.DateTimeFormat>()

// Making a formatter costs a hundred times what using one does.
function intl(at: number, options: Intl.DateTimeFormatOptions, locale?: string): string {
  const key = `${locale} ${JSON.stringify(options)}`
  const format = made.get(key) ?? new Intl.DateTimeFormat(locale, options)
  made.set(key, format)
  return format.format(at)
}
