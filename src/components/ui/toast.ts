import { create } from 'zustand'

export interface ToastOptions {
  description?: string
  action?: { label: string; onClick(): void }
  /** Absent: 5 s for news, 4 s for success; errors stay until dismissed. */
  durationMs?: number
  /** A second toast with the same id takes the place of the first. */
  id?: string
}

export type ToastTone = 'info' | 'success' | 'error'

export interface ToastItem extends ToastOptions {
  id: string
  title: string
  tone: ToastTone
}

/** Says something for a moment. Never the only trace of an error. */
export function toast(title: string, options: ToastOptions = {}): string {
  return show('info', title, options)
}

toast.info = toast
toast.success = (title: string, options: ToastOptions = {}) => show('success', title, options)
toast.error = (title: string, options: ToastOptions = {}) => show('error', title, options)
toast.dismiss = (id: string) =>
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((shown) => shown.id !== id) }))

/** Newest first. */
export const useToasts = create<{ toasts: ToastItem[] }>(() => ({ toasts: [] }))

export function toastDurationMs({ tone, durationMs }: ToastItem): number {
  return durationMs ?? durations[tone]
}

const durations = { info: 5000, success: 4000, error: Number.POSITIVE_INFINITY }
let made = 0

function show(tone: ToastTone, title: string, options: ToastOptions): string {
  const id = options.id ?? `toast-${++made}`
  const item = { ...options, id, title, tone }
  useToasts.setState(({ toasts }) => ({
    toasts: [item, ...toasts.filter((shown) => shown.id !== id)],
  }))
  return id
}
