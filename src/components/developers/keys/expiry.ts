const DAY_MS = 24 * 3_600_000

export const expiryChoices = [
  { value: 'never', label: 'Never' },
  { value: '30', label: 'In 30 days' },
  { value: '90', label: 'In 90 days' },
  { value: '365', label: 'In a year' },
]

/** When a key of the choice ends; absent: never. */
export function expiryOf(choice: string, nowMs: number): string | undefined {
  const days = Number(choice)
  return days > 0 ? new Date(nowMs + days * DAY_MS).toISOString() : undefined
}
