import { gifWithoutMetadata } from './gifMetadata'
import { jpegWithoutMetadata } from './jpegMetadata'
import { pngWithoutMetadata } from './pngMetadata'
import { webpWithoutMetadata } from './webpMetadata'

type Without = (picture: Buffer, orientation: number) => Buffer | undefined

const BY_TYPE: Record<string, Without> = {
  'image/jpeg': jpegWithoutMetadata,
  'image/png': pngWithoutMetadata,
  'image/webp': webpWithoutMetadata,
  'image/gif': gifWithoutMetadata,
}

/** How pictures of a type lose what they say beside the picture; undefined for other types. */
export function withoutMetadata(type: string): Without | undefined {
  return BY_TYPE[type]
}
