/** Makes elements without ever reading text as HTML, as pages with Trusted Types demand. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Record<string, string> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  made.append(...children)
  return made
}

/** A line drawing of 24 by 24. */
export function icon(path: string, className = ''): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  const drawn = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  drawn.setAttribute('d', path)
  for (const [key, value] of Object.entries({ viewBox: '0 0 24 24', 'aria-hidden': 'true' }))
    svg.setAttribute(key, value)
  if (className) svg.setAttribute('class', className)
  svg.append(drawn)
  return svg
}

export const bubblePath = 'M7.9 20A9 9 0 1 0 4 16.1L2 22Z'
export const chevronPath = 'm6 9 6 6 6-6'
export const crossPath = 'M18 6 6 18M6 6l12 12'

/** A style sheet of our own tree: constructed, which no content security policy stands against. */
export function styleTree(root: ShadowRoot, css: string, nonce: string | undefined): void {
  try {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    root.adoptedStyleSheets = [sheet]
  } catch {
    root.append(element('style', nonce ? { nonce } : {}, css))
  }
}
