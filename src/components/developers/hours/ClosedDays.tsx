import { Plus, X } from 'lucide-react'
import { useRef } from 'react'
import { Button } from '@/components/ui/Button'
import { IconButton } from '@/components/ui/IconButton'
import type { ClosedDay } from '@/lib/adminChatProtocol'
import { MOST_CLOSED_DAYS, withDay } from './closedDays'
import { closedFieldOf } from './hoursChecks'

interface ClosedDaysProps {
  days: readonly ClosedDay[]
  /** By the field's name. */
  errors: Record<string, string>
  onChange(days: ClosedDay[]): void
}

/** Dates on which nobody answers, whatever the week says. */
export function ClosedDays({ days, errors, onChange }: ClosedDaysProps) {
  const add = useRef<HTMLButtonElement>(null)
  const isAdding = useRef(false)
  const change = (at: number, part: Partial<ClosedDay>) =>
    onChange(days.map((day, nth) => (nth === at ? { ...day, ...part } : day)))
  const remove = (at: number) => {
    onChange(days.filter((_, nth) => nth !== at))
    add.current?.focus()
  }
  const takeFocus = (date: HTMLInputElement | null) => {
    if (date && isAdding.current) date.focus()
    isAdding.current = false
  }
  return (
    <>
      <p className="text-fg-muted text-sm">Holidays: the hours above do not count on these days.</p>
      {days.length > 0 && (
        <ul className="flex flex-col divide-y divide-border">
          {days.map((day, at) => (
            <Day
              key={closedFieldOf(at)}
              day={day}
              at={at}
              wrong={errors[closedFieldOf(at)]}
              dateRef={at === days.length - 1 ? takeFocus : undefined}
              onChange={(part) => change(at, part)}
              onRemove={() => remove(at)}
            />
          ))}
        </ul>
      )}
      <Button
        ref={add}
        icon={<Plus aria-hidden />}
        disabled={days.length >= MOST_CLOSED_DAYS}
        className="self-start"
        onClick={() => {
          isAdding.current = true
          onChange(withDay(days, Date.now()))
        }}
      >
        Add a closed day
      </Button>
    </>
  )
}

interface DayProps {
  day: ClosedDay
  at: number
  wrong: string | undefined
  dateRef: ((date: HTMLInputElement | null) => void) | undefined
  onChange(part: Partial<ClosedDay>): void
  onRemove(): void
}

function Day({ day: { date, name = '' }, at, wrong, dateRef, onChange, onRemove }: DayProps) {
  const field = closedFieldOf(at)
  const said = wrong && { 'aria-invalid': true, 'aria-describedby': `${field}-says` }
  return (
    <li className="flex flex-col gap-1 py-2">
      <span className="flex flex-wrap items-center gap-1.5">
        <input
          ref={dateRef}
          type="date"
          max="9999-12-31"
          required
          name={field}
          aria-label={`Closed day ${at + 1}`}
          value={date}
          {...said}
          onChange={(event) => onChange({ date: event.target.value })}
          className={fieldLook}
        />
        <span className="flex min-w-48 flex-1 items-center gap-1.5">
          <input
            aria-label={`Name of closed day ${at + 1}`}
            placeholder="Name, if you like…"
            maxLength={80}
            autoComplete="off"
            dir="auto"
            value={name}
            onChange={(event) => onChange({ name: event.target.value })}
            className={`${fieldLook} min-w-0 flex-1 placeholder:text-fg-subtle`}
          />
          <IconButton
            label={`Remove ${name || date || `closed day ${at + 1}`}`}
            icon={<X aria-hidden />}
            onClick={onRemove}
          />
        </span>
      </span>
      {wrong && (
        <span id={`${field}-says`} className="text-danger-fg text-xs">
          {wrong}
        </span>
      )}
    </li>
  )
}

const fieldLook =
  'nums h-9 rounded-md border border-control bg-surface px-2 text-base text-fg aria-invalid:border-danger pointer-coarse:h-11'
