import { useEffect } from 'react'

/** Does something again and again while the page can be seen. */
export function useEvery(periodMs: number, does: () => void): void {
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) does()
    }, periodMs)
    return () => clearInterval(timer)
  }, [periodMs, does])
}
