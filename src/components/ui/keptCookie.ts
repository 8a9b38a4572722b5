/** Keeps a choice of this device for a year, where the server sees it and draws the next page by it. */
export function keepCookie(name: string, value: string): void {
  document.cookie = `${name}=${value}; Path=/; Max-Age=31536000; SameSite=Lax`
}
