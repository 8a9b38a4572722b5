import type { HttpDoor } from '@/services/realtime'
import type { App } from './createApp'

export interface Door {
  method: string
  /** As in the App Router, parameters with a colon: `/api/privatechat/messages/:conversationId`. */
  path: string
  door: HttpDoor<App>
  /** Answered in front of Next, where it costs a fraction. */
  hot: boolean
}

interface Found {
  door: HttpDoor<App>
  params: Record<string, string>
}

/** Looks addresses up in a list of doors. */
export function doorFinder(
  doors: readonly Door[],
): (method: string | undefined, url: string) => Found | undefined {
  const table = doors.map((door) => ({ ...door, segments: door.path.split('/') }))
  const plain = new Map(
    doors
      .filter(({ path }) => !path.includes(':'))
      .map(({ method, path, door }) => [`${method} ${path}`, door]),
  )
  return (method, url) => {
    const [path = ''] = url.split('?', 1)
    const door = plain.get(`${method} ${path}`)
    if (door) return { door, params: {} }
    const segments = path.split('/')
    for (const candidate of table) {
      if (candidate.method !== method) continue
      const params = matched(candidate.segments, segments)
      if (params) return { door: candidate.door, params }
    }
    return undefined
  }
}

function matched(pattern: string[], segments: string[]): Record<string, string> | undefined {
  if (pattern.length !== segments.length) return undefined
  const params: Record<string, string> = {}
  for (const [place, expected] of pattern.entries()) {
    const found = segments[place] ?? ''
    if (expected.startsWith(':')) params[expected.slice(1)] = decoded(found)
    else if (expected !== found) return undefined
  }
  return params
}

/** A broken escape names nothing; the door refuses it as an unknown id. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return ''
  }
}
