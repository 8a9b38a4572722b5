import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, type Frame, type Page } from '@playwright/test'
import { PUBLISHABLE } from '../../app/support/visitors'

/** A page of somebody else's website that carries the script. */
export interface CustomerPage {
  attributes?: Record<string, string>
  /** Of the website itself. */
  css?: string
  policy?: string
}

export interface CustomerSite {
  url: string
  /** What its pages are from now on. */
  shows(page: CustomerPage): void
  close(): void
}

export const NONCE = 'bm9uY2U'

/** A website at another origin than Parley's, with a script of its own and a page of two screens. */
export async function startCustomerSite(parleyUrl: string): Promise<CustomerSite> {
  let shown: CustomerPage = {}
  const server = createServer((request, response) => {
    const { policy } = shown
    const headers = {
      'content-type': 'text/html',
      ...(policy && { 'content-security-policy': policy }),
    }
    response.writeHead(request.url === '/favicon.ico' ? 404 : 200, headers)
    response.end(htmlOf(shown, parleyUrl))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    shows: (page) => {
      shown = page
    },
    close: () => server.close(),
  }
}

function htmlOf({ attributes = {}, css = '' }: CustomerPage, parleyUrl: string): string {
  const said = Object.entries({ 'data-key': PUBLISHABLE, ...attributes })
  const spelled = said.map(([name, value]) => `${name}="${value}"`).join(' ')
  return `<!doctype html><html lang="en"><head><title>A shop</title>
<meta name="viewport" content="width=device-width">
<style nonce="${NONCE}">body{margin:0;min-height:200vh}${css}</style>
<script nonce="${NONCE}">
  const names = new Set(Object.keys(window))
  window.added = () => Object.keys(window).filter((name) => !names.has(name) && name !== 'added')
  window.shifts = 0
  new PerformanceObserver((list) => { shifts += list.getEntries().length })
    .observe({ type: 'layout-shift', buffered: true })
  names.add('shifts')
  Parley = [['on', 'ready', (visitor) => { window.visitor = visitor }],
    ['on', 'unread', (unread) => { window.unread = unread }],
    ['on', 'error', ({ code }) => { window.refused = code }],
    ['on', 'status', (state) => { window.state = state }]]
  for (const name of ['visitor', 'unread', 'state', 'refused']) names.add(name)
</script>
<script async nonce="${NONCE}" src="${parleyUrl}/widget.js" ${spelled}></script>
</head><body><h1>Oak</h1><p>Chairs</p><button>Buy</button></body></html>`
}

/** The widget on a page, in the words that people see and hear. */
export class WidgetOnPage {
  constructor(readonly page: Page) {}

  /** The tree of the widget is closed to the page's scripts, and so to those of a test: opens it. */
  static async openTree(page: Page): Promise<void> {
    await page.addInitScript(() => {
      const attach = Element.prototype.attachShadow
      Element.prototype.attachShadow = function open(options) {
        return attach.call(this, { ...options, mode: 'open' })
      }
    })
  }

  get launcher() {
    return this.page.getByRole('button', { name: /chat/i })
  }

  get card() {
    return this.page.locator('parley-widget [role=status]')
  }

  get panel() {
    return this.page.frameLocator('iframe[title^="Chat with"]')
  }

  get field() {
    return this.panel.getByRole('textbox', { name: 'Your message' })
  }

  frame(): Frame | undefined {
    return this.page.frames().find((frame) => frame.url().includes('/widget/panel.html'))
  }

  async write(text: string): Promise<void> {
    await this.field.fill(text)
    await this.field.press('Enter')
  }

  async hasMessage(text: string): Promise<void> {
    await expect(this.panel.getByRole('log').getByText(text, { exact: true })).toBeVisible()
  }

  /** One of the values that the page's own script heard of the widget. */
  readonly heard = <T>(name: 'visitor' | 'unread' | 'state' | 'refused'): Promise<T> =>
    this.page.evaluate((key) => Reflect.get(window, key), name)

  /** One of the calls that the page's own script may make. */
  async call(...command: [name: string, ...values: unknown[]]): Promise<void> {
    await this.page.evaluate((made) => window.Parley?.push(made), command)
  }

  /** Whose page it is, as soon as that is known. */
  async visitor(): Promise<{ userId: string; sessionId: string }> {
    await expect.poll(() => this.heard('visitor')).toBeTruthy()
    return this.heard('visitor')
  }
}
