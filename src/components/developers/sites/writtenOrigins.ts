/** Further origins, one a line. Whoever copies a domain with its `http:` means pages without https. */
export function writtenOrigins(domain: string, lines: string): string[] {
  const written = lines.split(/\s+/).filter((line) => line !== '')
  const plain = /^http:\/\/[^/?#]+/i.exec(domain.trim())
  return plain ? [plain[0], ...written] : written
}
