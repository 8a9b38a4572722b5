import { ExternalLink, MousePointerClick } from 'lucide-react'
import type { OnlineUser } from '@/lib/protocol'
import { factsOf } from '../rows/visitorFacts'

/** The page that somebody reads now. */
export function NowOn({ user }: { user: OnlineUser }) {
  const { pageTitle, page: path } = factsOf(user)
  if (path === '') return null
  const isWeb = /^https?:/.test(user.url)
  return (
    <div className="flex items-center gap-3 rounded-xl border border-border bg-sunken px-3 py-2.5">
      <MousePointerClick aria-hidden className="size-4.5 shrink-0 text-fg-muted" />
      <p className="min-w-0 flex-1">
        Now on <bdi className="font-semibold">{pageTitle || path}</bdi>
        <span className="mt-0.5 block font-mono text-fg-subtle text-xs [overflow-wrap:anywhere]">
          {user.url.replace(/^https?:\/\//, '')}
        </span>
      </p>
      {isWeb && (
        <a
          href={user.url}
          target="_blank"
          rel="noopener noreferrer"
          aria-label="Open this page in a new tab"
          className="rounded-md p-1.5 text-fg-muted hover:bg-hover"
        >
          <ExternalLink aria-hidden className="size-4.5" />
        </a>
      )}
    </div>
  )
}
