import Link from 'next/link'
import type { ReactNode } from 'react'
import { Logo } from '@/components/ui/Logo'

interface AuthColumnProps {
  title: string
  children: ReactNode
  /** The way to the neighbouring page. */
  foot?: ReactNode
}

/** The frame of log in, sign up and the password pages. */
export function AuthColumn({ title, children, foot }: AuthColumnProps) {
  return (
    <div className="flex min-h-dvh flex-col px-4">
      <header className="flex h-16 items-center justify-center">
        <Link href="/" className="flex items-center gap-3 rounded-md font-semibold text-lg">
          <Logo />
          Parley
        </Link>
      </header>
      <main id="main" className="mx-auto w-full max-w-90 flex-1 py-10 sm:py-16">
        <h1 className="mb-6 font-[650] text-2xl">{title}</h1>
        {children}
        {foot && <div className="mt-6 text-fg-muted">{foot}</div>}
      </main>
    </div>
  )
}

export const textLink = 'font-medium text-accent-fg underline underline-offset-2'
