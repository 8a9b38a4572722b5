import { type ReactNode, useId } from 'react'

interface SettingsSectionProps {
  title: string
  description?: string
  children: ReactNode
}

export function SettingsSection({ title, description, children }: SettingsSectionProps) {
  const id = useId()
  return (
    <section
      aria-labelledby={id}
      className="flex flex-col gap-4 rounded-xl border border-border bg-surface p-4 sm:p-5"
    >
      <div>
        <h2 id={id} className="font-semibold text-md">
          {title}
        </h2>
        {description && <p className="mt-0.5 text-fg-muted text-sm">{description}</p>}
      </div>
      {children}
    </section>
  )
}
