import type { BrowserContext, Page } from '@playwright/test'
import type { ChatPage } from '../support/chatPage'
import type { Network } from '../support/network'
import type { Parley } from '../support/parley'

export interface World {
  parley: Parley
  page: Page
  context: BrowserContext
  network: Network
  open(as: 'ada' | 'ben' | 'chloe'): Promise<ChatPage>
}

/** Has a page looked at, in the state that the name tells. */
export type Look = (name: string, page: Page) => Promise<void>

/** A walk through states that follow from each other. */
export interface Journey {
  name: string
  walk(world: World, look: Look): Promise<void>
}
