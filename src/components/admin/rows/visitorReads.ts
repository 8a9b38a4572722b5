import type { VisitorFacts } from './visitorFacts'

/** What cards, menus and chips count. */
export const readSite = ({ site }: VisitorFacts) => site
export const readPage = ({ path }: VisitorFacts) => path
export const readSource = ({ source }: VisitorFacts) => source
export const readCountry = ({ country }: VisitorFacts) => country
export const readDevice = ({ device }: VisitorFacts) => device
