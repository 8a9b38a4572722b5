import { parseArgs } from 'node:util'

const benchNames = [
  'messages',
  'connect',
  'http',
  'presence',
  'cluster',
  'admin',
  'push',
  'edge',
  'webchat',
] as const
export type BenchName = (typeof benchNames)[number]

export interface BenchOptions {
  benches: readonly BenchName[]
  rounds: number
  /** Where Parley stores; the partners always use PostgreSQL. */
  database: 'embedded' | 'postgresql'
  /** Length of one measured phase. */
  seconds: number
  /** Sockets of `messages`, accepted ones of `connect`, silent ones of `presence`, kept-alive of `http`. */
  connections: number | undefined
  /** Core of Redis and PostgreSQL, the same for every product. */
  storageCore: number
  /** Of `presence`: only what happens to thousands of connections, without lists and joins. */
  onlyComeback: boolean
  /** Takes a CPU profile of Parley and prints where its time goes. */
  profile: boolean
}

const USAGE = `Usage: bin/bench messages|connect|http|presence|cluster|admin|push|edge|webchat|all [options]
  --rounds N                        rounds, product and partners alternating (3)
  --database embedded|postgresql    where Parley stores (postgresql)
  --seconds N                       length of one measured phase (4)
  --connections N                   sockets (messages and cluster 100, connect 5000, http 32, presence 10000)
  --storage-core 0|1                core of Redis and PostgreSQL (1, the load's)
  --only-comeback                   of presence, only thousands who are silent, killed and back
  --profile                         CPU profile of Parley`

/** What was asked for, or an error that shows the usage. */
export function readOptions(words: readonly string[]): BenchOptions {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      rounds: { type: 'string', default: '3' },
      database: { type: 'string', default: 'postgresql' },
      seconds: { type: 'string', default: '4' },
      connections: { type: 'string' },
      'storage-core': { type: 'string', default: '1' },
      'only-comeback': { type: 'boolean', default: false },
      profile: { type: 'boolean', default: false },
    },
  })
  const { connections } = values
  return {
    benches: benchesNamed(positionals),
    rounds: wholeNumber(values.rounds, 1, 20),
    database: oneOf(['embedded', 'postgresql'], values.database),
    seconds: wholeNumber(values.seconds, 1, 60),
    connections: connections === undefined ? undefined : wholeNumber(connections, 2, 20_000),
    storageCore: wholeNumber(values['storage-core'], 0, 1),
    onlyComeback: values['only-comeback'],
    profile: values.profile,
  }
}

function benchesNamed(words: readonly string[]): readonly BenchName[] {
  if (words.length === 1 && words[0] === 'all') return benchNames
  if (words.length === 0) throw new Error(USAGE)
  return words.map((word) => oneOf(benchNames, word))
}

function oneOf<T extends string>(known: readonly T[], word: string): T {
  const found = known.find((name) => name === word)
  if (!found) throw new Error(`${word} is not one of ${known.join(', ')}\n${USAGE}`)
  return found
}

function wholeNumber(word: string, least: number, most: number): number {
  const value = Number(word)
  if (Number.isInteger(value) && value >= least && value <= most) return value
  throw new Error(`${word} is not a whole number from ${least} to ${most}\n${USAGE}`)
}
