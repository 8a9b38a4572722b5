import { Plus, X } from 'lucide-react'
import { Button } from '@/components/ui/Button'
import { cn } from '@/components/ui/cn'
import { IconButton } from '@/components/ui/IconButton'
import type { OpenHours } from '@/lib/adminChatProtocol'
import { fieldOf } from './hoursChecks'
import { dayNames, MOST_SPANS, officeWeek, withSpanOn } from './week'

interface WeekHoursProps {
  hours: readonly OpenHours[]
  /** By the field's name. */
  errors: Record<string, string>
  onChange(hours: OpenHours[]): void
}

/** Seven days, each with the spans in which somebody answers. */
export function WeekHours({ hours, errors, onChange }: WeekHoursProps) {
  const isFull = hours.length >= MOST_SPANS
  const change = (at: number, part: Partial<OpenHours>) =>
    onChange(hours.map((span, nth) => (nth === at ? { ...span, ...part } : span)))
  const remove = (at: number) => onChange(hours.filter((_, nth) => nth !== at))
  return (
    <>
      {hours.length === 0 && (
        <p className="flex flex-wrap items-center justify-between gap-3 rounded-lg bg-sunken px-4 py-2.5 text-fg-muted text-sm">
          <span className="min-w-0">
            No hours yet: visitors are told that they may leave a message.
          </span>
          <Button onClick={() => onChange(officeWeek)}>Monday to Friday, 9 to 17</Button>
        </p>
      )}
      <ul className="flex flex-col divide-y divide-border">
        {dayNames.map((name, index) => (
          <Day key={name} name={name} isOpen={hours.some(({ day }) => day === index + 1)}>
            {hours.map(
              (span, at) =>
                span.day === index + 1 && (
                  <Span
                    key={fieldOf('from', at)}
                    span={span}
                    at={at}
                    errors={errors}
                    onChange={(part) => change(at, part)}
                    onRemove={() => remove(at)}
                  />
                ),
            )}
            <IconButton
              label={`Add hours on ${name}`}
              icon={<Plus aria-hidden />}
              disabled={isFull}
              onClick={() => onChange(withSpanOn(hours, index + 1))}
            />
          </Day>
        ))}
      </ul>
    </>
  )
}

interface DayProps {
  name: string
  isOpen: boolean
  children: React.ReactNode
}

function Day({ name, isOpen, children }: DayProps) {
  return (
    <li className="flex gap-x-4 gap-y-1 py-2 max-sm:flex-col">
      <span
        className={cn('w-28 shrink-0 text-sm sm:py-1.5', isOpen ? 'font-medium' : 'text-fg-muted')}
      >
        {name}
      </span>
      <span className="flex min-w-0 flex-1 flex-wrap items-start gap-2">
        {!isOpen && <span className="py-1.5 text-fg-subtle text-sm">Closed</span>}
        {children}
      </span>
    </li>
  )
}

interface SpanProps {
  span: OpenHours
  at: number
  errors: Record<string, string>
  onChange(part: Partial<OpenHours>): void
  onRemove(): void
}

function Span({ span: { day, from, to }, at, errors, onChange, onRemove }: SpanProps) {
  const name = dayNames[day - 1] ?? ''
  const wrong = errors[fieldOf('from', at)] ?? errors[fieldOf('to', at)]
  const said = wrong && { 'aria-invalid': true, 'aria-describedby': `${fieldOf('to', at)}-says` }
  return (
    <span className="flex flex-col gap-1">
      <span className="flex items-center gap-1.5">
        <input
          type="time"
          required
          name={fieldOf('from', at)}
          aria-label={`${name}, from`}
          value={from}
          {...said}
          onChange={(event) => onChange({ from: event.target.value })}
          className={timeLook}
        />
        <span aria-hidden className="text-fg-subtle">
          –
        </span>
        <input
          type="time"
          required
          name={fieldOf('to', at)}
          aria-label={`${name}, to`}
          value={to === END_OF_DAY ? '00:00' : to}
          {...said}
          onChange={({ target: { value } }) =>
            onChange({ to: value === '00:00' ? END_OF_DAY : value })
          }
          className={timeLook}
        />
        <IconButton
          label={`Remove ${name}, ${from} to ${to}`}
          icon={<X aria-hidden />}
          onClick={onRemove}
        />
      </span>
      {wrong && (
        <span id={`${fieldOf('to', at)}-says`} className="text-danger-fg text-xs">
          {wrong}
        </span>
      )}
    </span>
  )
}

/** What a time field calls 00:00. */
const END_OF_DAY = '24:00'

const timeLook =
  'nums h-9 rounded-md border border-control bg-surface px-2 text-base text-fg aria-invalid:border-danger pointer-coarse:h-11'
