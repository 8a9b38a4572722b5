import { playTone, unlockTone } from '@/components/chat/state/tone'
import { siteStorage } from '@/lib/client/keptStorage'

const key = 'parley.sound'

export function isSoundOn(): boolean {
  return siteStorage.get(key) !== 'off'
}

export function turnSound(isOn: boolean): boolean {
  siteStorage.set(key, isOn ? 'on' : 'off')
  return isOn
}

/** A message came while nobody looks. */
export function sound(): void {
  if (isSoundOn()) playTone()
}

export const readySound = unlockTone
