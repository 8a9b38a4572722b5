import { Dialog } from '@/components/ui/Dialog'
import { Time } from '@/components/ui/Time'
import { type Bar, minutesOf } from './halfHour'

interface HalfHourTableProps {
  bars: readonly Bar[]
  /** The moment of the last bar. */
  atMs: number
  onClose(): void
}

/** The sparkline in figures, the newest first. */
export function HalfHourTable({ bars, atMs, onClose }: HalfHourTableProps) {
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Users online, minute by minute"
      description="The last half hour, the newest first"
    >
      <table className="nums w-full text-sm">
        <thead className="text-fg-muted text-xs">
          <tr className="border-border border-b">
            <th scope="col" className="py-1.5 text-start font-medium">
              Time
            </th>
            <th scope="col" className="py-1.5 text-end font-medium">
              Users online
            </th>
          </tr>
        </thead>
        <tbody>
          {minutesOf(bars, atMs)
            .toReversed()
            .map((minute) => (
              <tr key={minute.atMs} className="border-border border-b last:border-b-0">
                <th scope="row" className="py-1.5 text-start font-normal">
                  <Time at={new Date(minute.atMs).toISOString()} format="group" />
                </th>
                <td className="py-1.5 text-end">
                  {minute.online?.toLocaleString() ?? (
                    <span className="text-fg-subtle">not known</span>
                  )}
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    </Dialog>
  )
}
