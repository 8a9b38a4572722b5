import { cn } from './cn'

export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger'
export type ButtonSize = 'sm' | 'md' | 'lg'

/** The look of a button, also for links that look like one. */
export function buttonClass(
  variant: ButtonVariant = 'secondary',
  size: ButtonSize = 'sm',
  className?: string,
): string {
  return cn(base, variants[variant], sizes[size], className)
}

const base =
  'inline-flex select-none items-center justify-center whitespace-nowrap border font-[550] transition-[background-color,border-color,color] duration-100 ease-out pointer-coarse:min-h-11 disabled:cursor-not-allowed disabled:border-border disabled:bg-sunken disabled:text-fg-disabled'

const variants: Record<ButtonVariant, string> = {
  primary:
    'border-transparent bg-accent text-on-accent hover:bg-accent-hover active:bg-accent-hover',
  secondary: 'border-border-strong bg-surface text-fg hover:bg-hover active:bg-active',
  ghost:
    'border-transparent bg-transparent text-fg-muted hover:bg-hover hover:text-fg active:bg-active',
  danger:
    'border-transparent bg-danger text-on-danger hover:bg-danger-hover active:bg-danger-hover',
}

const sizes: Record<ButtonSize, string> = {
  sm: 'h-8 gap-1.5 rounded-md px-3 text-sm [&_.lucide]:size-4',
  md: 'h-9 gap-2 rounded-md px-3 text-sm [&_.lucide]:size-4',
  lg: 'h-11 gap-2 rounded-lg px-4.5 text-md [&_.lucide]:size-4.5',
}
