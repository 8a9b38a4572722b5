import type { LazyClient } from './lazyClient'

/** Pictures that a tab keeps; what is left behind is read again. */
const KEPT = 80

/** Files of messages as addresses of this tab: they are read with the credential of the chat. */
export interface ReadFiles {
  /** @throws ParleyApiError */
  urlOf(path: string): Promise<string>
}

export function createReadFiles(client: LazyClient): ReadFiles {
  const known = new Map<string, Promise<string>>()
  return {
    urlOf(path) {
      const before = known.get(path)
      known.delete(path)
      const url =
        before ??
        client()
          .api.file(path)
          .then((file) => URL.createObjectURL(file))
      known.set(path, url)
      url.catch(() => known.delete(path))
      forgetOldest(known)
      return url
    },
  }
}

function forgetOldest(known: Map<string, Promise<string>>): void {
  const [oldest] = known
  if (known.size <= KEPT || !oldest) return
  known.delete(oldest[0])
  oldest[1].then((url) => URL.revokeObjectURL(url)).catch(() => undefined)
}
