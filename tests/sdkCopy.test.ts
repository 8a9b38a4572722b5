import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build } from 'esbuild'
import { afterEach, describe, expect, test } from 'vitest'
import { typeErrors } from './infrastructure/typeErrors'

/** All that an app needs beside the folder. */
const PACKAGES = ['react', '@types/react', 'socket.io-client']

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

/** Another app that has copied the folder, and nothing else of ours. */
function appWithCopy(): string {
  const app = mkdtempSync(join(tmpdir(), 'parley-sdk-'))
  folders.push(app)
  cpSync('src/lib', join(app, 'lib'), { recursive: true })
  mkdirSync(join(app, 'node_modules', '@types'), { recursive: true })
  for (const name of PACKAGES)
    symlinkSync(resolve('node_modules', name), join(app, 'node_modules', name))
  writeFileSync(
    join(app, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: {
        target: 'ES2022',
        lib: ['dom', 'dom.iterable', 'esnext'],
        module: 'esnext',
        moduleResolution: 'bundler',
        jsx: 'react-jsx',
        strict: true,
        isolatedModules: true,
        skipLibCheck: true,
        noEmit: true,
        types: [],
      },
      include: ['lib'],
      exclude: ['lib/**/*.test.ts', 'lib/**/*.test.tsx'],
    }),
  )
  return app
}

describe('the client’s folder', () => {
  test('CL-96 copied alone into another app type-checks with react and socket.io-client', async () => {
    const app = appWithCopy()
    expect(await typeErrors(join(app, 'tsconfig.json'))).toBe('')
    writeFileSync(join(app, 'lib', 'wrong.ts'), "import { z } from 'zod'\nexport const it = z\n")
    expect(await typeErrors(join(app, 'tsconfig.json'))).toContain('zod')
  }, 60_000)

  test('CL-97 puts nothing of the guides’ interfaces into a page that only chats', async () => {
    const guides = ['/api/chat/online-users', '/api/chat/anonymous-token']
    const chat = await bundleOf("export { createParleyClient } from './parleyClient'")
    expect(guides.filter((address) => chat.includes(address))).toEqual([])
    const admin = await bundleOf("export { ChatAPI } from './api'")
    expect(admin).toContain('/api/chat/online-users')
  })
})

async function bundleOf(contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: 'src/lib', loader: 'ts' },
    bundle: true,
    format: 'esm',
    external: PACKAGES,
    write: false,
  })
  return outputFiles[0]?.text ?? ''
}
