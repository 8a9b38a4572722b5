/**
 * Headers of an answer, by names in small letters. The web's `Headers` checks and sorts at every
 * step, which costs more than what most doors do.
 */
export class AnswerHeaders {
  readonly cookies: string[] = []

  constructor(readonly values: Record<string, string>) {}

  set(name: string, value: string): void {
    this.values[name] = value
  }

  /** Each cookie is a header of its own. */
  addCookie(cookie: string): void {
    this.cookies.push(cookie)
  }

  toHeaders(): Headers {
    const headers = new Headers(this.values)
    for (const cookie of this.cookies) headers.append('set-cookie', cookie)
    return headers
  }
}
