import { defineConfig } from 'vitest/config'

const EVERYWHERE = ['src/**/*.test.{ts,tsx}', 'tests/**/*.test.ts', 'bench/**/*.test.ts']
const NEVER = ['tests/e2e/**', 'node_modules/**']

/**
 * Tests of services and doors share the modules that their worker has loaded: loading them anew
 * for every file took more than the tests. They keep nothing in modules, and replace nothing of
 * the process.
 */
const TOGETHER = ['src/services/**/*.test.ts', 'src/server/**/*.test.ts']

export default defineConfig({
  resolve: { alias: { '@': new URL('./src', import.meta.url).pathname } },
  test: {
    globalSetup: ['tests/infrastructure/globalSetup.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: { name: 'apart', include: EVERYWHERE, exclude: [...NEVER, ...TOGETHER] },
      },
      { extends: true, test: { name: 'together', include: TOGETHER, isolate: false } },
    ],
  },
})
