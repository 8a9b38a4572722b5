import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import type { ServerFacts } from './facts'
import { LandingPage } from './LandingPage'

const facts: ServerFacts = {
  demo: false,
  address: 'localhost:3000',
  messages: 'embedded, ./.data',
  presence: 'in memory, one process',
  signUp: 'open',
  firstSignUp: false,
}
const site = { tenantId: 'tenant-123', apiKey: 'parley_pk_demo' }
const demoFacts: ServerFacts = { ...facts, demo: true, live: { site, here: 24 } }
const ada = { id: 'u_ada', name: 'Ada', email: 'ada@example.com' }

describe('UI-17 the landing page', () => {
  test('UI-17 of a demo opens the chat as each person in a tab that cannot reach its opener', () => {
    const page = draw(demoFacts)
    expect(page.match(/<a [^>]*href="\/chat\?as=[^>]*>/g)).toEqual(
      ['ada', 'ben', 'chloe', 'new', 'ada', 'ben'].map((as) =>
        expect.stringMatching(
          new RegExp(`^(?=.*as=${as}")(?=.*target="_blank")(?=.*rel="noopener")`),
        ),
      ),
    )
    expect(page).toContain('localhost:3000')
  })

  test('UI-23 of a demo says how many are here before anything is connected', () => {
    const page = draw(demoFacts)
    expect(page).toContain('24 people on this site right now')
    expect(page).toContain('Online on this server now')
    expect(page).toContain('Simulated visitors')
  })

  test('UI-23 outside a demo shows nobody and offers no simulated visitors', () => {
    const page = draw(facts)
    expect(page).not.toContain('right now')
    expect(page).not.toContain('Online on this server now')
    expect(page).not.toContain('Simulated visitors')
  })

  test('UI-17 outside a demo has no demo people and says nothing about the server', () => {
    const page = draw(facts)
    expect(page).not.toContain('?as=')
    expect(page).not.toContain('localhost:3000')
    expect(page).toContain('href="/signup"')
    expect(page).toContain('href="/login"')
  })

  test('UI-17 does not offer a sign-up that is closed, but always the first one', () => {
    expect(draw({ ...facts, signUp: 'closed' })).not.toContain('href="/signup"')
    expect(draw({ ...facts, signUp: 'closed', firstSignUp: true })).toContain('href="/signup"')
  })

  test('UI-17 shows those who are signed in to their chat', () => {
    const page = renderToStaticMarkup(<LandingPage facts={facts} account={ada} />)
    expect(page).toContain('Open chat')
    expect(page).not.toContain('href="/login"')
  })
})

function draw(shown: ServerFacts): string {
  return renderToStaticMarkup(<LandingPage facts={shown} account={undefined} />)
}
