import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { Avatar } from './Avatar'
import { Badge } from './Badge'
import { Field } from './Field'
import { PresenceDot } from './PresenceDot'
import { RestartBanner } from './RestartBanner'
import { type ChipState, StatusChip } from './StatusChip'
import { Time } from './Time'

const textOf = (markup: string) => markup.replace(/<[^>]*>/g, '')

describe('UI-3 the status chip', () => {
  test.each<[ChipState, string]>([
    ['connecting', 'Status: Connecting…'],
    ['real-time', 'Status: Real-time'],
    ['silent', 'Status: Real-time'],
    ['reconnecting', 'Status: Reconnecting…'],
    ['restarting', 'Status: Reconnecting…'],
    ['polling', 'Status: Polling'],
    ['paused', 'Status: Paused'],
    ['offline', 'Status: Offline'],
    ['ended', 'Status: Offline'],
  ])('UI-3 while %s reads "%s" and is a live region', (state, words) => {
    const markup = renderToStaticMarkup(<StatusChip state={state} />)
    expect(textOf(markup)).toBe(words)
    expect(markup).toContain('role="status"')
  })
})

test('UI-26 a server that restarts is no lost connection', () => {
  const words = textOf(renderToStaticMarkup(<RestartBanner />))
  expect(words).toBe('Updating the server. Back in a moment.')
})

describe('UI-8 a badge', () => {
  test.each([
    [0, ''],
    [1, '1'],
    [99, '99'],
    [100, '99+'],
  ])('UI-8 of %d reads "%s"', (count, words) => {
    expect(textOf(renderToStaticMarkup(<Badge count={count} />))).toBe(words)
  })
})

describe('UI-5 a time', () => {
  test('UI-5 is empty when it comes from the server', () => {
    const markup = renderToStaticMarkup(<Time at="2026-01-15T09:14:00Z" format="list" />)
    expect(markup).toContain('dateTime="2026-01-15T09:14:00Z"')
    expect(textOf(markup)).toBe('')
  })
})

describe('UI-14 a field', () => {
  test('UI-14 that is wrong is invalid and described by its error and its hint', () => {
    const markup = renderToStaticMarkup(
      <Field id="f" label="E-mail" hint="Yours." error="This is not an e-mail address." />,
    )
    expect(markup).toContain('aria-invalid="true"')
    expect(markup).toContain('aria-describedby="f-error f-hint"')
    expect(markup).toMatch(/id="f-error"[^>]*>.*This is not an e-mail address\./)
    expect(markup).toContain('<label for="f"')
  })

  test('UI-14 that is right is neither', () => {
    const markup = renderToStaticMarkup(<Field id="f" label="E-mail" />)
    expect(markup).not.toContain('aria-invalid=')
    expect(markup).not.toContain('aria-describedby=')
  })
})

describe('UI-20 presence', () => {
  test('UI-20 is drawn in four different shapes', () => {
    const shapes = (['online', 'away', 'busy', 'offline'] as const).map((presence) =>
      renderToStaticMarkup(<PresenceDot presence={presence} />).replace(
        / (class|data-presence)="[^"]*"/g,
        '',
      ),
    )
    expect(new Set(shapes).size).toBe(4)
  })

  test('UI-20 that is unknown has no dot', () => {
    const markup = renderToStaticMarkup(<Avatar userId="u_ben" name="Ben" />)
    expect(markup).toContain('B')
    expect(markup).not.toContain('data-presence')
  })
})

describe('UI-4 an avatar with a picture', () => {
  test('UI-4 keeps the initials beneath it, for when it does not load', () => {
    const markup = renderToStaticMarkup(<Avatar userId="u_ada" name="Ada" src="/a b&quot;).png" />)
    expect(textOf(markup)).toBe('A')
    expect(markup).toContain('data-picture')
  })
})
