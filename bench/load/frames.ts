/** A masked text frame, as clients must send. */
export function textFrame(text: string, mask: Uint8Array): Buffer {
  const length = Buffer.byteLength(text)
  const headLength = length < 126 ? 2 : 4
  if (length > 65_535) throw new Error('The load sends no frames above 64 kB')
  const frame = Buffer.allocUnsafe(headLength + 4 + length)
  frame[0] = 0x81
  if (headLength === 2) frame[1] = 0x80 | length
  else {
    frame[1] = 0x80 | 126
    frame.writeUInt16BE(length, 2)
  }
  frame.set(mask, headLength)
  const start = headLength + 4
  frame.write(text, start, 'utf8')
  for (let index = 0; index < length; index++) {
    frame[start + index] = (frame[start + index] ?? 0) ^ (mask[index & 3] ?? 0)
  }
  return frame
}

/** Cuts a server's bytes into text frames; keeps what is not whole for the next chunk. */
export function frameReader(onText: (text: string) => void): (chunk: Buffer) => void {
  let kept: Buffer | undefined
  return (chunk) => {
    const bytes = kept ? Buffer.concat([kept, chunk]) : chunk
    let offset = 0
    for (let frame = frameAt(bytes, offset); frame; frame = frameAt(bytes, offset)) {
      if (frame.isText) onText(bytes.toString('utf8', frame.start, frame.end))
      offset = frame.end
    }
    kept = offset < bytes.length ? bytes.subarray(offset) : undefined
  }
}

interface Frame {
  isText: boolean
  start: number
  end: number
}

function frameAt(bytes: Buffer, offset: number): Frame | undefined {
  if (bytes.length < offset + 2) return undefined
  const short = (bytes[offset + 1] ?? 0) & 0x7f
  const start = offset + headLength(short)
  if (bytes.length < start) return undefined
  const end = start + payloadLength(bytes, offset, short)
  if (bytes.length < end) return undefined
  return { isText: ((bytes[offset] ?? 0) & 0x0f) === 1, start, end }
}

function headLength(short: number): number {
  if (short < 126) return 2
  return short === 126 ? 4 : 10
}

function payloadLength(bytes: Buffer, offset: number, short: number): number {
  if (short < 126) return short
  return short === 126 ? bytes.readUInt16BE(offset + 2) : Number(bytes.readBigUInt64BE(offset + 2))
}
