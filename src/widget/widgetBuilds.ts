import { createHash } from 'node:crypto'
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import type { BuildOptions, Plugin } from 'esbuild'

const both: BuildOptions = {
  bundle: true,
  minify: true,
  format: 'iife',
  target: ['es2022', 'safari15'],
  legalComments: 'none',
  logLevel: 'warning',
}

/** The two parts of the widget, as they are built into a folder. */
export function widgetBuilds(folder: string): BuildOptions[] {
  const loader: BuildOptions = {
    ...both,
    entryPoints: ['src/widget/loader/main.ts'],
    outfile: `${folder}/widget.js`,
    plugins: [lighterEngine(), codesAlone(), settingsAlone()],
    mangleProps: /^_[a-z]/,
  }
  const panel: BuildOptions = {
    ...both,
    entryPoints: { panel: 'src/widget/panel/main.tsx' },
    outdir: `${folder}/widget`,
    plugins: [pageBesideIt(`${folder}/widget`)],
  }
  return [loader, panel]
}

/** What Engine.IO brings for transports, data and browsers that we do not use weighs a tenth of the loader. */
function lighterEngine(): Plugin {
  const lighter: Record<string, string> = {
    webtransport: 'export class WT {}',
    'has-cors': 'export const hasCORS = true',
    parseqs: `export const encode = (query) => new URLSearchParams(query).toString()
      export const decode = (text) => Object.fromEntries(new URLSearchParams(text))`,
    parseuri: `export function parse(address) {
      const { hostname: host, protocol, port, search } = new URL(address)
      return { host, protocol: protocol.slice(0, -1), port, query: search.slice(1) }
    }`,
    globals: `export const globalThisShim = globalThis
      export const nextTick = queueMicrotask
      export const defaultBinaryType = 'arraybuffer'
      export const createCookieJar = () => {}`,
    util: `export const pick = (from, ...names) =>
        Object.fromEntries(names.filter((name) => name in from).map((name) => [name, from[name]]))
      export const installTimerFunctions = (on) => {
        on.setTimeoutFn = setTimeout.bind(globalThis)
        on.clearTimeoutFn = clearTimeout.bind(globalThis)
      }
      export const byteLength = (text) => new Blob([text]).size
      export const randomString = () => Math.random().toString(36).slice(2, 10)`,
    'encodePacket.browser': `import { PACKET_TYPES } from './commons.js'
      export const encodePacket = ({ type, data }, _, done) => done(PACKET_TYPES[type] + (data || ''))
      export const encodePacketToBinary = undefined`,
    'decodePacket.browser': `import { ERROR_PACKET, PACKET_TYPES_REVERSE } from './commons.js'
      export const decodePacket = (packet) => {
        const type = PACKET_TYPES_REVERSE[String(packet)[0]]
        return type ? { type, data: packet.slice(1) } : ERROR_PACKET
      }`,
  }
  const names = Object.keys(lighter).join('|').replaceAll('.', '\\.')
  return {
    name: 'lighter-engine',
    setup: ({ onLoad }) =>
      onLoad({ filter: new RegExp(`engine\\.io-.+(${names})\\.js$`) }, ({ path }) => {
        const contents = lighter[basename(path, '.js')]
        return contents === undefined ? undefined : { contents, resolveDir: dirname(path) }
      }),
  }
}

/** The server says its sentences itself; what the loader finds out alone, its console says by code. */
function codesAlone(): Plugin {
  return {
    name: 'codes-alone',
    setup: ({ onLoad }) =>
      onLoad({ filter: /src[/\\]lib[/\\]errors\.ts$/ }, ({ path }) => ({
        contents: readFileSync(path, 'utf8').replace(
          / (sentence:\s*(?:'[^']*'|"[^"]*")|status: \d+),/g,
          '',
        ),
        loader: 'ts',
      })),
  }
}

/** The widget has settings of its own; nobody calls the SDK's `configure` in it. */
function settingsAlone(): Plugin {
  return {
    name: 'settings-alone',
    setup: ({ onLoad }) =>
      onLoad({ filter: /src[/\\]lib[/\\]config\.ts$/ }, () => ({
        contents: 'export const currentConfig = () => ({})',
      })),
  }
}

/** Puts `panel.html` beside the panel, with the addresses of what was just built, and the guide. */
function pageBesideIt(folder: string): Plugin {
  return {
    name: 'page-beside-it',
    setup: ({ onEnd }) =>
      onEnd(() => {
        const versioned = (file: string) => `${file}?v=${hashOf(`${folder}/${file}`)}`
        const page = readFileSync('src/widget/panel/panel.html', 'utf8')
        mkdirSync(folder, { recursive: true })
        copyFileSync('docs/guides/embed-widget.md', `${folder}/help.md`)
        writeFileSync(`${folder}/panel.html`, page.replace(/panel\.(js|css)/g, versioned))
      }),
  }
}

function hashOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 16)
}
