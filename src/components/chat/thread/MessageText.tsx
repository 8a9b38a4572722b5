'use client'
import { useLayoutEffect, useRef, useState } from 'react'
import { cn } from '@/components/ui/cn'
import { linkify } from './linkify'

const MAX_LINES = 18

/** A message's text: blanks kept, links live, more than 18 lines folded away. */
export function MessageText({ text, own }: { text: string; own: boolean }) {
  const { ref, folds } = useFolds(text)
  const [open, setOpen] = useState(false)
  return (
    <>
      <div
        ref={ref}
        dir="auto"
        className={cn(
          'whitespace-pre-wrap text-start text-md [overflow-wrap:anywhere]',
          !open && 'line-clamp-18',
        )}
      >
        {linkify(text.trim()).map((part) =>
          part.href ? <Link key={part.at} href={part.href} own={own} /> : part.text,
        )}
      </div>
      {folds && (
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className="hit-24 mt-1 font-semibold text-sm underline"
        >
          {open ? 'Show less' : 'Show more'}
        </button>
      )}
    </>
  )
}

function Link({ href, own }: { href: string; own: boolean }) {
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener noreferrer nofollow"
      className={cn('underline underline-offset-2', !own && 'text-accent-fg')}
    >
      {href}
    </a>
  )
}

/** Whether the text is taller than what is shown folded. Short texts are never measured. */
function useFolds(text: string) {
  const ref = useRef<HTMLDivElement>(null)
  const [folds, setFolds] = useState(false)
  const long = text.length > 600 || text.split('\n').length > MAX_LINES
  useLayoutEffect(() => {
    const box = ref.current
    if (long && box) setFolds((before) => before || box.scrollHeight > box.clientHeight + 1)
  }, [long])
  return { ref, folds }
}
