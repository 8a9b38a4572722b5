import { ArrowRight } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'

/** A page of the shop, as the server knows it. */
export interface ShopPageShown {
  path: string
  title: string
  text: string
}

interface DemoShopPageProps {
  page: ShopPageShown
  /** The pages that this one leads to. */
  ways: readonly ShopPageShown[]
}

/** A customer's website, as far as a demo needs one: enough pages to be followed through. */
export function DemoShopPage({ page, ways }: DemoShopPageProps) {
  return (
    <div className="mx-auto flex min-h-dvh max-w-240 flex-col px-6">
      <header className="flex min-h-16 flex-wrap items-center gap-x-6 gap-y-1 border-border border-b py-3">
        <Link href="/demo" className="font-semibold text-lg">
          Oak &amp; Wool
        </Link>
        <nav aria-label="Shop" className="flex flex-wrap gap-x-5 gap-y-1 text-fg-muted">
          <ShopLink path="/products">Products</ShopLink>
          <ShopLink path="/pricing">Pricing</ShopLink>
          <ShopLink path="/blog">Blog</ShopLink>
          <ShopLink path="/about">About us</ShopLink>
        </nav>
      </header>
      <main id="main" className="grow py-14">
        <h1 className="text-balance font-[650] text-hero">{page.title}</h1>
        <p className="mt-5 max-w-150 text-pretty text-[1.125rem] text-fg-muted leading-7">
          {page.text}
        </p>
        <ul aria-label="Go on to" className="mt-10 grid gap-3 sm:grid-cols-2">
          {ways.map(({ path, title, text }) => (
            <li key={path}>
              <Link href={`/demo${path}`} className={wayLook}>
                <span className="flex items-center justify-between gap-3 font-semibold text-md">
                  {title}
                  <ArrowRight aria-hidden className="size-4 shrink-0 rtl:-scale-x-100" />
                </span>
                <span className="mt-1 block text-fg-muted text-sm">{text}</span>
              </Link>
            </li>
          ))}
        </ul>
      </main>
      <footer className="flex flex-wrap justify-between gap-3 border-border border-t py-5 text-fg-subtle text-sm">
        <p>A demo website. Parley’s admins see you walk through it, and answer in the corner.</p>
        <Link href="/" className="text-accent-fg underline">
          Back to Parley
        </Link>
      </footer>
    </div>
  )
}

function ShopLink({ path, children }: { path: string; children: ReactNode }) {
  return (
    <Link href={`/demo${path}`} className="py-1 hover:text-fg">
      {children}
    </Link>
  )
}

const wayLook =
  'block h-full rounded-xl border border-border bg-surface p-4 transition-[background-color] duration-100 ease-out hover:bg-hover'
