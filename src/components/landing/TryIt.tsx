import { CircleCheck, Database, type LucideIcon, Zap } from 'lucide-react'
import type { ServerFacts } from './facts'

/** Three steps that show what it does, and what this server runs on. */
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
        {steps.map(({ title, text }, index) => (
          <li key={title} className="flex gap-3.5">
            <span aria-hidden className={numberLook}>
              {index + 1}
            </span>
            <div>
              <p className="font-semibold text-md leading-5">{title}</p>
              <p className="mt-0.5 text-fg-muted">{text}</p>
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

const steps = [
  {
    title: 'Open the chat as Ada',
    text: 'A new tab opens, signed in as her. Nothing to fill in.',
  },
  {
    title: 'Open it as Ben in a second tab',
    text: 'Each tab is its own person. Say hello from either side.',
  },
  {
    title: 'Stop the server for ten seconds',
    text: 'Both tabs say so, then catch up without losing a message.',
  },
]

const numberLook =
  'mt-px flex size-6.5 shrink-0 items-center justify-center rounded-full bg-accent-tint font-semibold text-accent-fg text-sm'
