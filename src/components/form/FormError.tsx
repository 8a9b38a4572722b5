import { CircleAlert } from 'lucide-react'

/** What is wrong with the form as a whole. The alert is there from the start, or nothing speaks. */
export function FormError({ children }: { children: string | undefined }) {
  return (
    <div role="alert" className={children ? undefined : gapOfForm}>
      {children && (
        <p className="flex items-start gap-2 rounded-md bg-danger-tint px-3 py-2.5 text-danger-fg text-sm">
          <CircleAlert aria-hidden className="mt-px size-4" />
          {children}
        </p>
      )}
    </div>
  )
}

// An empty one takes no room among the fields.
const gapOfForm = '-mb-4'
