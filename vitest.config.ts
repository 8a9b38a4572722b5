import { defineConfig } from 'vitest/config'

const EVERYWHERE = ['src/**/*.test.{ts,tsx}', 'tests/**/*.test.ts', 'bench/**/*.test.ts']
const NEVER = ['tests/e2e/**', 'node_modules/**']

/**
 * Tests of services and doors share the modules that their worker has loaded: loading them anew
 * for every file took more than the tests. They keep nothing in modules, and replace nothing of
 * the process.
 */
const TOGETHER = ['src/services/**/*.test.ts', 'src/server/**/*.test.ts']

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
    projects: [
      {
        resolve: RESOLVE,
        test: { ...LIMITS, name: 'apart', include: EVERYWHERE, exclude: [...NEVER, ...TOGETHER] },
      },
      {
        resolve: RESOLVE,
        test: { ...LIMITS, name: 'together', include: TOGETHER, isolate: false },
      },
    ],
  },
})
