import { useSyncExternalStore } from 'react'

/** The window is visible and has the focus: what is on it is being read. */
export function isAttentive(): boolean {
  return document.visibilityState === 'visible' && document.hasFocus()
}

export function useAttention(): boolean {
  return useSyncExternalStore(subscribe, isAttentive, () => false)
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('focus', listener)
  window.addEventListener('blur', listener)
  document.addEventListener('visibilitychange', listener)
  return () => {
    window.removeEventListener('focus', listener)
    window.removeEventListener('blur', listener)
    document.removeEventListener('visibilitychange', listener)
  }
}
