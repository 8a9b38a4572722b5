import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { parsedUrl } from '@/lib/parsedUrl'
import { panelPolicy } from './contentSecurityPolicy'

/** What `src/widget` builds, by address. */
const TYPES: Record<string, string> = {
  '/widget.js': 'text/javascript; charset=utf-8',
  '/widget/panel.html': 'text/html; charset=utf-8',
  '/widget/panel.js': 'text/javascript; charset=utf-8',
  '/widget/panel.css': 'text/css; charset=utf-8',
  '/widget/help.md': 'text/plain; charset=utf-8',
}

interface Options {
  folder: string
  /** In development files change under the server. */
  keep: boolean
  isKnownOrigin(origin: string): Promise<boolean>
}

interface WidgetFile {
  plain: Buffer
  packed: Buffer
  tag: string
}

type Answers = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>

/**
 * Serves the widget to the pages of other websites. The panel may be framed by the page that its
 * address names, if that is of a known site, and by no other. True when the request is answered.
 */
export function createWidgetFiles({ folder, keep, isKnownOrigin }: Options): Answers {
  const kept = new Map<string, Promise<WidgetFile>>()

  function fileOf(path: string): Promise<WidgetFile> {
    const file = kept.get(path) ?? readWidgetFile(join(folder, path))
    if (keep) kept.set(path, file)
    file.catch(() => kept.delete(path))
    return file
  }

  return async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://parley')
    const type = TYPES[pathname]
    if (!type || (request.method !== 'GET' && request.method !== 'HEAD')) return false
    const file = await fileOf(pathname).catch(() => undefined)
    if (!file) return false
    if (pathname === '/widget/panel.html')
      allowFraming(response, await knownOrigin(searchParams.get('origin'), isKnownOrigin))
    response.setHeader('content-type', type)
    response.setHeader('cache-control', lifeOf(pathname, searchParams.has('v')))
    response.setHeader('access-control-allow-origin', '*')
    response.setHeader('cross-origin-resource-policy', 'cross-origin')
    send(file, request, response)
    return true
  }
}

async function readWidgetFile(path: string): Promise<WidgetFile> {
  const plain = await readFile(path)
  const hash = createHash('sha256').update(plain).digest('base64url')
  return { plain, packed: await promisify(gzip)(plain, { level: 9 }), tag: `"${hash}"` }
}

async function knownOrigin(
  asked: string | null,
  isKnown: Options['isKnownOrigin'],
): Promise<string | undefined> {
  const origin = parsedUrl(asked ?? '')?.origin
  return origin !== undefined && (await isKnown(origin)) ? origin : undefined
}

/** In place of what every other page says. */
function allowFraming(response: ServerResponse, origin: string | undefined): void {
  response.setHeader('content-security-policy', panelPolicy(origin))
  if (origin !== undefined) response.removeHeader('x-frame-options')
}

/** What has its hash in its address never changes; the rest is asked for again after minutes. */
function lifeOf(path: string, isNamedByHash: boolean): string {
  if (path === '/widget/panel.html') return 'no-cache'
  return isNamedByHash ? 'public, max-age=31536000, immutable' : 'public, max-age=300'
}

function send(file: WidgetFile, { method, headers }: IncomingMessage, response: ServerResponse) {
  response.setHeader('etag', file.tag)
  response.setHeader('vary', 'Accept-Encoding')
  if (headers['if-none-match'] === file.tag) return response.writeHead(304).end()
  const isPacked = /\bgzip\b/.test(String(headers['accept-encoding'] ?? ''))
  const body = isPacked ? file.packed : file.plain
  if (isPacked) response.setHeader('content-encoding', 'gzip')
  response.setHeader('content-length', body.length)
  return response.end(method === 'HEAD' ? undefined : body)
}
