/**
 * The law of imports: ARCHITECTURE's table as rules whose names are sentences.
 * `tests/architecture.test.ts` runs them over the tree and proves that each one can fail.
 */
const TEST = '\\.(test|contract)\\.tsx?$|/(test|fake)[A-Z]\\w*\\.tsx?$'
const STORAGE = '/(memory|redis|postgres|embedded|socketIo|disk|s3)[A-Z]\\w*\\.ts$'
/** The kinds among which somebody chooses; postgres… runs on either database. */
const CHOICE = '/(memory|redis|embedded|socketIo|disk|s3)[A-Z]\\w*\\.ts$'
const DATABASE = '^src/services/database/'
const DOOR = '/\\w+(Requests|Socket)\\.ts$'
const DRIVER = '^node_modules/(socket\\.io|next|ioredis|pg|drizzle-orm|@electric-sql)(/|$)'
const VALUES = { dependencyTypesNot: ['type-only'] }

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'sdk-is-self-contained',
      comment:
        'src/lib is copied into other projects: it reaches nothing but react and its socket.',
      severity: 'error',
      from: { path: '^src/lib/', pathNot: TEST },
      to: { pathNot: '^src/lib/|^node_modules/(react|socket\\.io-client|@types/react)(/|$)' },
    },
    {
      name: 'the-wire-imports-nothing',
      comment: 'protocol.ts, the events it is made of, and errors.ts are the ground all stands on.',
      severity: 'error',
      from: { path: '^src/lib/(protocol|webchatEvents|attachments|errors)\\.ts$' },
      to: { pathNot: '^src/lib/(webchatEvents|attachments)\\.ts$' },
    },
    {
      name: 'rules-know-no-transport-or-storage',
      comment: 'A service says what is true; how it travels and where it is kept is for others.',
      severity: 'error',
      from: { path: '^src/services/.+Service\\.ts$' },
      to: { ...VALUES, path: `${DRIVER}|${STORAGE}` },
    },
    {
      name: 'services-do-not-know-their-doors',
      comment: 'Doors call services, never the other way round.',
      severity: 'error',
      from: { path: '^src/services/', pathNot: `${DOOR}|${TEST}|/index\\.ts$` },
      to: { path: `${DOOR}|^src/(app|server|components)/` },
    },
    {
      name: 'feature-through-its-index',
      comment: 'Another context is imported through its index.ts, which is its face.',
      severity: 'error',
      from: { path: '^src/services/([^/]+)/', pathNot: TEST },
      to: {
        path: '^src/services/[^/]+/.+',
        pathNot: '^src/services/($1/|[^/]+/index\\.ts$)',
      },
    },
    {
      name: 'only-the-root-chooses-storage',
      comment: 'Memory or Redis, embedded or PostgreSQL: chosen once, in src/server.',
      severity: 'error',
      from: {
        path: '^(src|server\\.ts)',
        pathNot: `^src/server/|/index\\.ts$|${STORAGE}|${TEST}|${DATABASE}`,
      },
      to: { path: `^src/services/.+${CHOICE}` },
    },
    {
      name: 'stores-are-made-by-factories',
      comment: 'A context reaches its postgres… store through its port; its create….ts makes it.',
      severity: 'error',
      from: {
        path: '^(src|server\\.ts)',
        pathNot: `^src/server/|/index\\.ts$|/create[A-Z]\\w*\\.ts$|${STORAGE}|${TEST}|${DATABASE}`,
      },
      to: { path: '^src/services/.+/postgres[A-Z]\\w*\\.ts$' },
    },
    {
      name: 'browser-code-stays-in-the-browser',
      comment: 'What runs in the browser knows src/lib and src/components, nothing of the server.',
      severity: 'error',
      from: {
        path: '^src/(components/|app/.+\\.tsx$)',
        pathNot: `${TEST}|/(page|layout)\\.tsx$`,
      },
      to: { path: '^src/(services|server|config)/' },
    },
    {
      name: 'pages-read-first-data-through-the-app',
      comment: 'A page or layout may ask currentApp for its first data and know nothing else.',
      severity: 'error',
      from: { path: '^src/app/.*(page|layout)\\.tsx$' },
      to: { path: '^src/(services|server|config)/', pathNot: '^src/server/currentApp\\.ts$' },
    },
    {
      name: 'routes-only-mount-doors',
      comment: 'A route file is an address: it mounts one door of a *Requests.ts.',
      severity: 'error',
      from: { path: '^src/app/.+/route\\.ts$' },
      to: {
        ...VALUES,
        path: '^(src|node_modules)/',
        pathNot: '^src/server/currentApp\\.ts$|^src/services/[^/]+/\\w+Requests\\.ts$',
      },
    },
    {
      name: 'next-code-holds-no-second-copy',
      comment: 'Next bundles its own copy of what a route reaches; state must not be among it.',
      severity: 'error',
      from: { path: '^src/(services/.+Requests|server/currentApp)\\.ts$' },
      to: {
        ...VALUES,
        path: `(Service|Store)\\.ts$|${STORAGE}|^src/(server|config)/|${DRIVER}`,
      },
    },
    {
      name: 'env-is-read-once',
      comment: 'src/config gives the environment its meaning; only the root is told.',
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/(config|server)/|${TEST}` },
      to: { path: '^src/config/' },
    },
    {
      name: 'the-widget-is-light',
      comment:
        'Strangers’ pages load it: preact for React, src/lib, and of the components pure rules alone.',
      severity: 'error',
      from: { path: '^src/widget/(loader|panel)/', pathNot: TEST },
      to: {
        path: '.',
        pathNot:
          '^src/(widget|lib)/|^src/components/.+/[a-z]\\w*\\.ts$|^node_modules/(preact|engine\\.io-client|@types)(/|$)',
      },
    },
    {
      name: 'the-server-draws-nothing',
      comment: 'The root knows every service, and neither pages nor components.',
      severity: 'error',
      from: { path: '^(src/(server|config|services)/|server\\.ts$)' },
      to: { path: '^src/(app|components)/' },
    },
    {
      name: 'no-circular',
      comment: 'Two files that need each other are one idea in two places.',
      severity: 'error',
      from: { path: '^(src|tests|server\\.ts)' },
      to: { circular: true },
    },
    {
      name: 'every-import-resolves',
      comment: 'An import that is not understood is an import that is not checked.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: '^node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.d.ts', '.mjs', '.js', '.cjs', '.json'],
    },
  },
}
