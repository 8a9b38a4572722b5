'use client'
import { CircleAlert, CircleCheck, Info, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Button } from './Button'
import { cn } from './cn'
import { IconButton } from './IconButton'
import { type ToastItem, type ToastTone, toast, toastDurationMs, useToasts } from './toast'
import { useToastFocus } from './useToastFocus'

export { toast } from './toast'

const shownAtMost = 3

interface ToasterProps {
  /** Where: bottom centre of the window unless told, by bottom, left and width. */
  className?: string
}

/** The page's toasts. Live regions that are there before the first toast. F8 moves to the newest. */
export function Toaster({ className = atTheBottom }: ToasterProps) {
  const { toasts } = useToasts()
  const [held, setHeld] = useState(false)
  const region = useRef<HTMLElement>(null)
  useToastFocus(region)
  const [errors, news] = [toasts.filter(isError), toasts.filter((item) => !isError(item))]
  // News never pushes an error out of sight.
  const shown = [...errors, ...news].slice(0, shownAtMost)
  const lists = { paused: held, shown }
  return (
    <section
      ref={region}
      aria-label="Notifications"
      className={cn(place, className)}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {toasts.length > shownAtMost && (
        <p className="self-center rounded-full bg-raised px-2 text-fg-muted text-xs shadow-2">
          {toasts.length - shownAtMost} more
        </p>
      )}
      <ToastList live="polite" items={news} {...lists} />
      <ToastList live="assertive" items={errors} {...lists} />
    </section>
  )
}

interface ToastListProps {
  live: 'polite' | 'assertive'
  items: ToastItem[]
  shown: ToastItem[]
  paused: boolean
}

function ToastList({ live, items, shown, paused }: ToastListProps) {
  return (
    <div aria-live={live} className="flex flex-col gap-2">
      {items
        .filter((item) => shown.includes(item))
        .map((item) => (
          <ToastCard key={item.id} item={item} paused={paused} />
        ))}
    </div>
  )
}

function ToastCard({ item, paused }: { item: ToastItem; paused: boolean }) {
  useLifetime(item, paused)
  const { icon: Icon, look } = tones[item.tone]
  const act = () => {
    toast.dismiss(item.id)
    item.action?.onClick()
  }
  return (
    <div data-toast={item.tone} className={card}>
      <Icon aria-hidden className={cn('size-4.5', look)} />
      <div className="min-w-0 flex-1">
        <p className="font-medium text-fg [overflow-wrap:anywhere]">{item.title}</p>
        {item.description && (
          <p className="text-fg-muted text-sm [overflow-wrap:anywhere]">{item.description}</p>
        )}
      </div>
      {item.action && <Button onClick={act}>{item.action.label}</Button>}
      <IconButton
        label="Dismiss"
        icon={<X aria-hidden />}
        className="-my-1.5 -me-1.5"
        onClick={() => toast.dismiss(item.id)}
      />
    </div>
  )
}

/** Counts only the time in which the toast could be read. */
function useLifetime(item: ToastItem, paused: boolean) {
  const hidden = useHidden()
  useEffect(() => {
    const durationMs = toastDurationMs(item)
    if (paused || hidden || !Number.isFinite(durationMs)) return
    const timer = setTimeout(() => toast.dismiss(item.id), durationMs)
    return () => clearTimeout(timer)
  }, [item, paused, hidden])
}

function useHidden(): boolean {
  const [hidden, setHidden] = useState(false)
  useEffect(() => {
    const follow = () => setHidden(document.hidden)
    document.addEventListener('visibilitychange', follow)
    return () => document.removeEventListener('visibilitychange', follow)
  }, [])
  return hidden
}

const isError = (item: ToastItem) => item.tone === 'error'

const tones: Record<ToastTone, { icon: typeof Info; look: string }> = {
  info: { icon: Info, look: 'text-accent-fg' },
  success: { icon: CircleCheck, look: 'text-online-fg' },
  error: { icon: CircleAlert, look: 'text-danger-fg' },
}

const place =
  'fixed z-60 flex w-[calc(100vw-2rem)] -translate-x-1/2 flex-col gap-2 pointer-events-none'

const atTheBottom = 'bottom-[calc(1.5rem+env(safe-area-inset-bottom))] left-1/2 max-w-100'

const card =
  'pointer-events-auto flex animate-pop items-start gap-2.5 rounded-xl border border-border bg-raised p-3 text-base shadow-3'
