import { imageSizeFromFile } from 'image-size/fromFile'
import { refusal } from '@/lib/errors'

/** A small file can be a huge picture, which freezes the browsers that draw it. */
const MAX_PIXELS = 100_000_000

/** Turned by a quarter, as cameras note it. */
const SIDEWAYS = 5

export interface PictureSize {
  width: number
  height: number
}

/**
 * How large a picture is shown, so that its place can be kept before it is there, and how it was
 * turned for that.
 */
export async function pictureSize(path: string): Promise<PictureSize & { orientation: number }> {
  const found = await imageSizeFromFile(path).catch(() => undefined)
  if (!found?.width || !found.height) throw damagedPicture()
  if (found.width * found.height > MAX_PIXELS)
    throw refusal('UNSUPPORTED_FILE', { sentence: 'This picture has too many pixels.' })
  const { width, height, orientation = 1 } = found
  const shown = orientation < SIDEWAYS ? { width, height } : { width: height, height: width }
  return { ...shown, orientation }
}

function damagedPicture() {
  return refusal('UNSUPPORTED_FILE', { sentence: 'This picture is damaged.' })
}
