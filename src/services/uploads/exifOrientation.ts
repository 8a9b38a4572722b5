const ORIENTATION = 0x0112
const MARK = 'Exif\0\0'
const ENTRY_BYTES = 12

/** How a picture was turned, 1 to 8, by its Exif; 1 where that says nothing that makes sense. */
export function orientationIn(exif: Buffer): number {
  const tiff = exif.toString('latin1', 0, MARK.length) === MARK ? exif.subarray(MARK.length) : exif
  const order = tiff.toString('latin1', 0, 2)
  const number = (at: number, bytes: 2 | 4) => {
    if (at + bytes > tiff.length) return 0
    return order === 'II' ? tiff.readUIntLE(at, bytes) : tiff.readUIntBE(at, bytes)
  }
  const entries = number(4, 4)
  for (let nth = 0; nth < number(entries, 2); nth += 1) {
    const at = entries + 2 + nth * ENTRY_BYTES
    if (number(at, 2) === ORIENTATION) return known(number(at + 8, 2))
  }
  return 1
}

function known(orientation: number): number {
  return orientation >= 1 && orientation <= 8 ? orientation : 1
}

/** Exif with one entry, as one number. */
export function orientationAlone(orientation: number): Buffer {
  const tiff = '4d4d002a00000008' + '0001' + '0112000300000001' + '00000000' + '00000000'
  const whole = Buffer.from(tiff, 'hex')
  whole.writeUInt16BE(orientation, 18)
  return whole
}
