import { findChromium, findOpenssl, findPostgres, findRedis, type Tool } from './tools'

export interface MissingTool {
  tool: Tool
  /** What a person can do about it. */
  remedy: string
  /** What is not run without it. */
  lost: string
}

/** What the tests would need and this machine does not have. */
export function missingTools(): MissingTool[] {
  return TOOLS.filter((entry) => !entry.present()).map(({ present: _, ...entry }) => entry)
}

const TOOLS: (MissingTool & { present(): boolean })[] = [
  {
    tool: 'chromium',
    present: () => findChromium() !== undefined,
    remedy:
      'Install one with `npx playwright install chromium`, or put a `chromium` into the PATH.',
    lost: 'the end-to-end tests in a browser',
  },
  {
    tool: 'redis',
    present: () => Boolean(process.env.REDIS_URL) || findRedis() !== undefined,
    remedy: 'Install redis-server, or name a server in REDIS_URL.',
    lost: 'the tests on Redis',
  },
  {
    tool: 'postgresql',
    present: () => Boolean(process.env.DATABASE_URL) || findPostgres() !== undefined,
    remedy: 'Install the PostgreSQL server, or name one in DATABASE_URL.',
    lost: 'the contract and fault tests on PostgreSQL (those on the embedded database run)',
  },
  {
    tool: 'openssl',
    present: () => findOpenssl() !== undefined,
    remedy: 'Install openssl.',
    lost: 'the test of back ends that speak https',
  },
]
