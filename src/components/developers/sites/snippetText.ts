interface SnippetOf {
  /** The server's own address. */
  server: string
  apiKey: string
  domain: string
}

/** Ways to bring the widget to a site, or to try its key. */
export const snippetText = {
  html: ({ server, apiKey }: SnippetOf) =>
    `<script async src="${server}/widget.js" data-key="${apiKey}"></script>`,
  react: ({ server, apiKey }: SnippetOf) =>
    [
      "import { useEffect } from 'react'",
      '',
      'export function ChatWidget() {',
      '  useEffect(() => {',
      "    const script = document.createElement('script')",
      `    script.src = '${server}/widget.js'`,
      `    script.dataset.key = '${apiKey}'`,
      '    document.body.append(script)',
      '  }, [])',
      '  return null',
      '}',
    ].join('\n'),
  curl: ({ server, apiKey, domain }: SnippetOf) =>
    [
      `curl ${server}/api/chat/website \\`,
      `  -H 'Authorization: Bearer ${apiKey}' \\`,
      `  -H 'Origin: ${originOf(domain)}'`,
    ].join('\n'),
}

function originOf(domain: string): string {
  return domain === 'localhost' || domain === '127.0.0.1' ? `http://${domain}` : `https://${domain}`
}
