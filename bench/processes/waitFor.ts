import { setTimeout as pause } from 'node:timers/promises'

/** Asks until the answer is yes; fails with the sentence after `limitMs`. */
export async function waitFor(
  what: string,
  holds: () => boolean | Promise<boolean>,
  limitMs = 10_000,
): Promise<void> {
  const endMs = performance.now() + limitMs
  while (!(await holds())) {
    if (performance.now() > endMs) throw new Error(`Waited ${limitMs} ms for ${what}`)
    await pause(20)
  }
}
