/** `Waiting 40s`, `Waiting 1m`, `Waiting 2h`, `Waiting 3d`. */
export function waitingWords(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  if (seconds < 60) return `Waiting ${seconds}s`
  if (seconds < 3600) return `Waiting ${Math.floor(seconds / 60)}m`
  const hours = Math.floor(seconds / 3600)
  return hours < 48 ? `Waiting ${hours}h` : `Waiting ${Math.floor(hours / 24)}d`
}
