import { readdirSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  brokenRules,
  cruiseFiles,
  cruiseProject,
  ruleNames,
  sentences,
} from './architecture/cruiseTree'

const VALUE = 'export const value = 1\n'
const TYPE = 'export interface Shape { id: string }\n'
const imports = (path: string) => `import * as it from '${path}'\nexport const kept = it\n`
const importsType = (path: string) =>
  `import type { Shape } from '${path}'\nexport type S = Shape\n`

/** For every rule a tree that breaks it: files and what they contain. */
const BROKEN: Record<string, Record<string, string>> = {
  'sdk-is-self-contained': { 'src/lib/api.ts': imports('zod') },
  'the-wire-imports-nothing': {
    'src/lib/errors.ts': VALUE,
    'src/lib/protocol.ts': importsType('./errors'),
  },
  'rules-know-no-transport-or-storage': {
    'src/services/webchat/webchatService.ts': imports('socket.io'),
  },
  'services-do-not-know-their-doors': {
    'src/services/webchat/webchatRequests.ts': VALUE,
    'src/services/webchat/webchatService.ts': imports('./webchatRequests'),
  },
  'feature-through-its-index': {
    'src/services/presence/presenceService.ts': VALUE,
    'src/services/webchat/webchatService.ts': imports('../presence/presenceService'),
  },
  'only-the-root-chooses-storage': {
    'src/services/webchat/redisWebchatStore.ts': VALUE,
    'src/services/webchat/webchat.ts': imports('./redisWebchatStore'),
  },
  'stores-are-made-by-factories': {
    'src/services/webchat/postgresWebchatStore.ts': VALUE,
    'src/services/webchat/webchat.ts': imports('./postgresWebchatStore'),
  },
  'browser-code-stays-in-the-browser': {
    'src/services/webchat/index.ts': TYPE,
    'src/components/chat/ChatPane.tsx': importsType('../../services/webchat'),
  },
  'pages-read-first-data-through-the-app': {
    'src/services/webchat/index.ts': VALUE,
    'src/app/chat/page.tsx': imports('../../services/webchat'),
  },
  'routes-only-mount-doors': {
    'src/services/webchat/index.ts': VALUE,
    'src/app/api/webchat/route.ts': imports('../../../services/webchat'),
  },
  'next-code-holds-no-second-copy': {
    'src/services/webchat/webchatService.ts': VALUE,
    'src/services/webchat/webchatRequests.ts': imports('./webchatService'),
  },
  'env-is-read-once': {
    'src/config/env.ts': VALUE,
    'src/services/webchat/webchatService.ts': imports('../../config/env'),
  },
  'the-widget-is-light': {
    'src/widget/panel/Panel.tsx': imports('react'),
  },
  'the-server-draws-nothing': {
    'src/components/ui/Button.tsx': VALUE,
    'src/server/createApp.ts': imports('../components/ui/Button'),
  },
  'no-circular': {
    'src/components/ui/Left.tsx': imports('./Right'),
    'src/components/ui/Right.tsx': imports('./Left'),
  },
  'every-import-resolves': { 'src/components/ui/Left.tsx': imports('./Nowhere') },
}

describe('the law of imports', () => {
  /** Read once: it is by far the longest of all. */
  let project: Awaited<ReturnType<typeof cruiseProject>>

  beforeAll(async () => {
    project = await cruiseProject()
  })

  test('holds in the whole tree', () => {
    expect(sentences(project)).toEqual([])
  })

  test('is applied to all our files, and sees what they import', () => {
    const { modules } = project
    const seen = modules.map(({ source }) => source).filter((path) => /^(src|tests)\//.test(path))
    const unseen = sourceFiles().filter((path) => !seen.includes(path))
    expect(unseen).toEqual([])
    expect(seen.length).toBeGreaterThan(100)
    expect(modules.flatMap(({ dependencies }) => dependencies).length).toBeGreaterThan(300)
  })

  test('has a broken tree for each of its rules', async () => {
    expect(Object.keys(BROKEN)).toEqual(await ruleNames())
  })

  test.each(Object.entries(BROKEN))('%s refuses a tree that breaks it', async (rule, files) => {
    expect(brokenRules(await cruiseFiles(files))).toContain(rule)
  })

  test('lets a route use the types of a service, which Next does not copy', async () => {
    const tree = await cruiseFiles({
      'src/services/webchat/webchatService.ts': TYPE,
      'src/services/webchat/webchatRequests.ts': importsType('./webchatService'),
    })
    expect(brokenRules(tree)).toEqual([])
  })
})

function sourceFiles(): string[] {
  return ['src', 'tests']
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path}`),
    )
    .filter((path) => /\.tsx?$/.test(path))
}
