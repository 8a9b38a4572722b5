export { visitorName } from '@/lib/pageFacts'

/** The name as its avatar shortens it: `3A` for `Visitor 7F3A`. */
export function faceName(name: string): string {
  return name.replace(/^Visitor ..(.)(.)$/, '$1 $2')
}
