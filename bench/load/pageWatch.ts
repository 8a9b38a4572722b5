import type { Page } from 'playwright'

export interface PageFigures {
  /** From the event to the picture that shows what it did. */
  slowestInteractionMs: number
  interactions: number
  /** 0 where none was above 50 ms: shorter ones are not reported. */
  longestTaskMs: number
  longTasks: number
  heapBytes: number
  elements: number
}

export interface PageWatch {
  /** What happened since the last time. */
  take(): Promise<PageFigures>
}

interface Seen {
  interactionsMs: number[]
  tasksMs: number[]
}

/** Lets the browser say how long things take. */
export async function watchPage(page: Page): Promise<PageWatch> {
  await page.evaluate(observe)
  return { take: () => page.evaluate(report) }
}

/** Runs in the page. */
function observe(): void {
  const seen: Seen = { interactionsMs: [], tasksMs: [] }
  Object.assign(window, { seen })
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { interactionId?: number })[]) {
      if (entry.interactionId) seen.interactionsMs.push(entry.duration)
    }
  }).observe({ type: 'event', durationThreshold: 16, buffered: false } as PerformanceObserverInit)
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.tasksMs.push(duration)
  }).observe({ type: 'longtask', buffered: false })
}

/** Runs in the page. */
function report(): PageFigures {
  const { seen } = window as unknown as { seen: Seen }
  const { memory } = performance as unknown as { memory?: { usedJSHeapSize: number } }
  const figures = {
    slowestInteractionMs: Math.max(0, ...seen.interactionsMs),
    interactions: seen.interactionsMs.length,
    longestTaskMs: Math.max(0, ...seen.tasksMs),
    longTasks: seen.tasksMs.length,
    heapBytes: memory?.usedJSHeapSize ?? 0,
    elements: document.querySelectorAll('*').length,
  }
  seen.interactionsMs.length = 0
  seen.tasksMs.length = 0
  return figures
}
