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

/** A page in a state worth looking at, by people and by axe. */
export interface PageState {
  name: string
  show(world: World): Promise<Page>
}
