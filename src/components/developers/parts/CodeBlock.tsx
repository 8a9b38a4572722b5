import { CopyButton } from './CopyButton'

interface CodeBlockProps {
  code: string
  /** What it is: `The snippet`. */
  label: string
}

/** Code to copy; it scrolls inside itself. */
export function CodeBlock({ code, label }: CodeBlockProps) {
  return (
    <div className="flex min-w-0 flex-col gap-2">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard. */}
      <section tabIndex={0} aria-label={label} className="overflow-x-auto rounded-lg bg-sunken">
        <pre className="w-max px-4 py-3 font-mono text-sm">{code}</pre>
      </section>
      <div className="self-end">
        <CopyButton text={code} label={`Copy ${label.toLowerCase()}`} />
      </div>
    </div>
  )
}
