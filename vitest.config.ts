import { defineConfig } from 'vitest/config'
import { KeptTogether } from './tests/infrastructure/keptTogether'

const EVERYWHERE = ['src/**/*.test.{ts,tsx}', 'tests/**/*.test.ts', 'bench/**/*.test.ts']
const NEVER = ['tests/e2e/**', 'node_modules/**']

/**
 * They replace modules, or drive processes and wait for them. All others share what their worker
 * has loaded, which took more than the tests: they keep nothing in modules, and put back what they
 * replace of the process or of the page.
 */
const APART = ['tests/{cluster,fault,guides}/**/*.test.ts']

const RESOLVE = { alias: { '@': new URL('./src', import.meta.url).pathname } }
const LIMITS = {
  testTimeout: 20_000,
  hookTimeout: 60_000,
  // A second, as it would be, is what a busy machine may need for anything.
  expect: { poll: { timeout: 15_000 } },
}

/** Projects extend nothing: each would start the servers of `globalSetup` for itself. */
export default defineConfig({
  resolve: RESOLVE,
  test: {
    globalSetup: ['tests/infrastructure/globalSetup.ts'],
    maxWorkers: 3,
    sequence: { sequencer: KeptTogether },
    projects: [
      {
        resolve: RESOLVE,
        test: { ...LIMITS, name: 'apart', include: APART, exclude: NEVER },
      },
      {
        resolve: RESOLVE,
        test: {
          ...LIMITS,
          name: 'together',
          include: EVERYWHERE,
          exclude: [...NEVER, ...APART],
          isolate: false,
        },
      },
    ],
  },
})
