import type { Readable } from 'node:stream'
import { deflateSync } from 'node:zlib'

/** A whole picture of one colour. */
export function png(width: number, height: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 0, 0, 0, 0], 8)
  const rows = deflateSync(Buffer.alloc(Math.min((width + 1) * height, 1_000_000)))
  const chunks = [chunk('IHDR', header), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))]
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...chunks])
}

/** A chunk's length, kind, content and checksum. */
function chunk(kind: string, content: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  const body = Buffer.concat([Buffer.from(kind), content])
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(checksum(body))
  return Buffer.concat([length, body, sum])
}

function checksum(bytes: Buffer): number {
  let sum = 0xffffffff
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1
  }
  return (sum ^ 0xffffffff) >>> 0
}

/**
 * A photo of 40 by 30 as a telephone takes it: lying on its side (orientation 6), with the place in
 * Exif and in XMP (`GPSLatitude`), its maker (`Oakphone`), a comment, and a film behind its end.
 */
export const PHOTO = Buffer.from(
  [
    '/9j/4AAQSkZJRgABAQAAAQABAAD/4QCqRXhpZgAATU0AKgAAAAgAAwEPAAIAAAAJAAAAMgESAAMAAAABAAYAAIgl',
    'AAQAAAABAAAAPAAAAABPYWtwaG9uZQAAAAQAAQACAAAAAk4AAAAAAgAFAAAAAwAAAHIAAwACAAAAAkUAAAAABAAF',
    'AAAAAwAAAIoAAAAAAAAANAAAAAEAAAAfAAAAAQAAAAwAAAABAAAADQAAAAEAAAAYAAAAAQAAABEAAAAB/+EATGh0',
    'dHA6Ly9ucy5hZG9iZS5jb20veGFwLzEuMC8APGV4aWY6R1BTTGF0aXR1ZGU+NTIsMzEuMk48L2V4aWY6R1BTTGF0',
    'aXR1ZGU+//4AD1Rha2VuIGF0IGhvbWX/4gHYSUNDX1BST0ZJTEUAAQEAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH',
    '4AABAAEAAAAAAABhY3NwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQAAAADTLQAAAAAAAAAAAAAA',
    'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRn',
    'WFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAABUAAAABRyVFJDAAABZAAAAChnVFJDAAABZAAAAChiVFJDAAAB',
    'ZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAAAAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IA',
    'ADj1AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9YWVogAAAAAAAA9tYAAQAAAADT',
    'LXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAMZW5VUwAAACAA',
    'AAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADb/2wBDABQODxIPDRQSEBIXFRQYHjIhHhwcHj0sLiQy',
    'SUBMS0dARkVQWnNiUFVtVkVGZIhlbXd7gYKBTmCNl4x9lnN+gXz/2wBDARUXFx4aHjshITt8U0ZTfHx8fHx8fHx8',
    'fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHz/wAARCAAeACgDASIAAhEBAxEB/8QAGAAB',
    'AQEBAQAAAAAAAAAAAAAAAgABBAX/xAAVEAEBAAAAAAAAAAAAAAAAAAABAP/EABcBAQEBAQAAAAAAAAAAAAAAAAQF',
    'Agb/xAAXEQEBAQEAAAAAAAAAAAAAAAACAAMh/9oADAMBAAIRAxEAPwDyFitLFbOYuk0dixW1YLUcxA0dLUVqcRyG',
    'n26FgtqwWmZioaOlgtqxWo5iDo7FqK1OI5CT7f/ZYXBwZW5kZWQgZmlsbSBhdCA1MiwzMS4yTg==',
  ].join(''),
  'base64',
)

export const PDF = Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n')

export async function contentOf(file: Readable | undefined): Promise<Buffer | undefined> {
  return file && Buffer.concat(await file.toArray())
}
