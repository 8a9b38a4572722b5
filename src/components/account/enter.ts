/** A whole new page, so that nothing of the person before stays in memory. */
export function enter(path: string): void {
  window.location.assign(path)
}
