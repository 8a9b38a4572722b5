/** The website that the demo's own pages are, with the key that stands in them. */
export interface DemoSite {
  tenantId: string
  apiKey: string
}

/** Whom the visitors of the demo talk to, and what they are greeted with. */
export const shopWords = {
  name: 'Oak & Wool',
  greeting: 'Hello! Ask us anything about our furniture.',
  questions: 'How long is delivery?|Do you repair chairs?|Can I see the desk somewhere?',
} as const
