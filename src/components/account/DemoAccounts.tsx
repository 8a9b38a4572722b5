import { buttonClass } from '@/components/ui/buttonClass'

/** One click into the chat, for this tab only. Drawn in a demo only. */
export function DemoAccounts() {
  return (
    <section aria-label="Demo accounts" className="mb-6 flex flex-col gap-2">
      {people.map(({ as, name }) => (
        <a key={as} href={`/chat?as=${as}`} className={buttonClass('secondary', 'lg')}>
          Continue as {name}
        </a>
      ))}
      <p aria-hidden className="mt-4 flex items-center gap-3 text-fg-subtle text-sm">
        <span className="h-px flex-1 bg-border" />
        or
        <span className="h-px flex-1 bg-border" />
      </p>
    </section>
  )
}

const people = [
  { as: 'ada', name: 'Ada (admin)' },
  { as: 'ben', name: 'Ben' },
  { as: 'chloe', name: 'Chloe' },
]
