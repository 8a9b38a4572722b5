import { CircleCheck, Database, type LucideIcon, Zap } from 'lucide-react'
import type { ServerFacts } from './facts'

/** Steps that show what it does, each with its way there, and what this server runs on. */
export function TryIt({ facts }: { facts: ServerFacts }) {
  return (
    <section
      aria-labelledby="try-it"
      className="rounded-3xl border border-border bg-surface p-6 shadow-2"
    >
      <h2 id="try-it" className="font-semibold text-lg">
        Try it in a minute
      </h2>
      <ol className="mt-4 flex flex-col gap-4.5">
        {steps.map(({ title, text, ways }, index) => (
          <li key={title} className="flex gap-3.5">
            <span aria-hidden className={numberLook}>
              {index + 1}
            </span>
            <div>
              <p className="font-semibold text-md leading-5">{title}</p>
              <p className="mt-0.5 text-fg-muted">{text}</p>
              {ways && <Ways ways={ways} />}
            </div>
          </li>
        ))}
      </ol>
      <dl className="mt-5 flex flex-col gap-2.5 border-border border-t pt-4.5 text-sm">
        <Fact icon={CircleCheck} name="Server" mono>
          {facts.address}
        </Fact>
        <Fact icon={Database} name="Messages">
          {facts.messages}
        </Fact>
        <Fact icon={Zap} name="Presence">
          {facts.presence}
        </Fact>
      </dl>
    </section>
  )
}

interface Way {
  href: string
  name: string
}

function Ways({ ways }: { ways: readonly Way[] }) {
  return (
    <p className="flex flex-wrap gap-x-4">
      {ways.map(({ href, name }) => (
        <a key={href} href={href} target="_blank" rel="noopener" className={wayLook}>
          {name}
          <span className="sr-only">, in a new tab</span>
        </a>
      ))}
    </p>
  )
}

interface FactProps {
  icon: LucideIcon
  name: string
  mono?: boolean
  children: string
}

function Fact({ icon: Icon, name, mono = false, children }: FactProps) {
  return (
    <div className="flex items-center justify-between gap-4">
      <dt className="flex items-center gap-2">
        <Icon aria-hidden className="size-4" />
        {name}
      </dt>
      <dd className={`text-end text-fg-muted [overflow-wrap:anywhere] ${mono ? 'font-mono' : ''}`}>
        {children}
      </dd>
    </div>
  )
}

const steps: readonly { title: string; text: string; ways?: readonly Way[] }[] = [
  {
    title: 'Open the admin dashboard in a second window',
    text: 'You will see yourself in the list, with the page you are on.',
    ways: [{ href: '/admin?as=ada', name: 'See who is online' }],
  },
  {
    title: 'Walk through the demo shop in another tab',
    text: 'Every page you open appears there, and what you write by the bubble in the corner.',
    ways: [{ href: '/demo', name: 'Open the demo shop' }],
  },
  {
    title: 'Chat as two people, each in a tab of their own',
    text: 'Nothing to fill in. Say hello from either side.',
    ways: [
      { href: '/chat?as=ada', name: 'Open as Ada' },
      { href: '/chat?as=ben', name: 'Open as Ben' },
    ],
  },
  {
    title: 'Stop the server for ten seconds',
    text: 'All tabs say so, then catch up without losing a message.',
  },
]

const numberLook =
  'mt-px flex size-6.5 shrink-0 items-center justify-center rounded-full bg-accent-tint font-semibold text-accent-fg text-sm'

const wayLook =
  'inline-flex min-h-6 items-center text-accent-fg text-sm underline pointer-coarse:min-h-11'
