import type { DemoSite } from '@/components/demo/site'

/** What the landing page says about the server; every word is true at the time of the request. */
export interface ServerFacts {
  demo: boolean
  /** In a demo: the website that this page is of, and how many are on it. */
  live?: { site: DemoSite; here: number }
  address: string
  messages: string
  presence: string
  signUp: 'invite' | 'open' | 'closed'
  /** The system is empty: whoever signs up first owns it. */
  firstSignUp: boolean
}
