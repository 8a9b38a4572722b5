import { defineConfig, devices } from '@playwright/test'
import { findChromium } from './tests/infrastructure/tools'

const executablePath = findChromium()

/** They wait for lines to break and come back: begun last, one of them would be waited for alone. */
const LONG_WAITS = /(widget|restart|sending)\.spec\.ts$/

/** Tests start their servers themselves (tests/e2e/support/parley.ts), so there is no `webServer`. */
export default defineConfig({
  testDir: 'tests/e2e',
  // Without a browser nothing is run, and `bin/test` says so.
  testIgnore: executablePath ? [] : ['**'],
  outputDir: 'test-results/browser',
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  timeout: 60_000,
  globalTimeout: 540_000,
  expect: { timeout: 10_000 },
  globalSetup: './tests/e2e/support/prepare.ts',
  projects: executablePath
    ? [
        { name: 'long waits', testMatch: LONG_WAITS },
        { name: 'others', testIgnore: LONG_WAITS },
      ]
    : [],
  reporter: [['list'], ['json', { outputFile: 'test-results/playwright.json' }]],
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath && { executablePath }),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
})
