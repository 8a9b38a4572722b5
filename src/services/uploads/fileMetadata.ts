import { gifWithoutMetadata } from './gifMetadata'
import { heifWithoutMetadata } from './heifMetadata'
import { jpegWithoutMetadata } from './jpegMetadata'
import { movieWithoutMetadata } from './movieMetadata'
import { pngWithoutMetadata } from './pngMetadata'
import { webpWithoutMetadata } from './webpMetadata'

type Without = (file: Buffer, orientation: number) => Buffer | undefined

const BY_TYPE: Record<string, Without> = {
  'image/jpeg': jpegWithoutMetadata,
  'image/png': pngWithoutMetadata,
  'image/webp': webpWithoutMetadata,
  'image/gif': gifWithoutMetadata,
  'image/avif': heifWithoutMetadata,
  'image/heic': heifWithoutMetadata,
  'video/mp4': movieWithoutMetadata,
  'video/quicktime': movieWithoutMetadata,
  'audio/mp4': movieWithoutMetadata,
}

/** How files of a type lose what they say beside what is shown or played; undefined for other types. */
export function withoutMetadata(type: string): Without | undefined {
  return BY_TYPE[type]
}
