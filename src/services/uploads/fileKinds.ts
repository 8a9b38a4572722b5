/** A kind of file that may be sent. */
export interface FileKind {
  type: string
  /** Browsers draw it and run nothing in it. */
  isPicture: boolean
}

interface Row {
  extensions: string[]
  type: string
  /** Whether content that begins so is of the kind. */
  begins: (head: Buffer) => boolean
}

const text = (head: Buffer, from: number, expected: string) =>
  head.toString('latin1', from, from + expected.length) === expected
const bytes = (...expected: number[]) => {
  const prefix = Buffer.from(expected)
  return (head: Buffer) => head.subarray(0, prefix.length).equals(prefix)
}
const brand = (...brands: string[]) => {
  return (head: Buffer) => text(head, 4, 'ftyp') && brands.some((name) => text(head, 8, name))
}
const riff = (form: string) => (head: Buffer) => text(head, 0, 'RIFF') && text(head, 8, form)
const zip = bytes(0x50, 0x4b, 0x03, 0x04)
const isMp3 = (head: Buffer) =>
  text(head, 0, 'ID3') || (head[0] === 0xff && ((head[1] ?? 0) & 0xe6) === 0xe2)
/** Text of any encoding has no control characters but those of lines, tabs and pages. */
const isText = (head: Buffer) => head.every((byte) => byte >= 0x20 || TEXT_CONTROLS.has(byte))
const TEXT_CONTROLS = new Set([0x09, 0x0a, 0x0c, 0x0d, 0x1b])

const office = 'application/vnd.openxmlformats-officedocument'
const open = 'application/vnd.oasis.opendocument'

/** Pictures that browsers draw safely: no document, no script, no style. */
const PICTURES: Row[] = [
  {
    extensions: ['png'],
    type: 'image/png',
    begins: bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
  },
  {
    extensions: ['jpg', 'jpeg', 'jfif'],
    type: 'image/jpeg',
    begins: bytes(0xff, 0xd8, 0xff),
  },
  {
    extensions: ['gif'],
    type: 'image/gif',
    begins: (head) => text(head, 0, 'GIF87a') || text(head, 0, 'GIF89a'),
  },
  { extensions: ['webp'], type: 'image/webp', begins: riff('WEBP') },
  { extensions: ['avif'], type: 'image/avif', begins: brand('avif') },
]

const OTHERS: Row[] = [
  { extensions: ['heic', 'heif'], type: 'image/heic', begins: brand('heic', 'heix', 'mif1') },
  { extensions: ['pdf'], type: 'application/pdf', begins: (head) => text(head, 0, '%PDF-') },
  { extensions: ['zip'], type: 'application/zip', begins: zip },
  { extensions: ['docx'], type: `${office}.wordprocessingml.document`, begins: zip },
  { extensions: ['xlsx'], type: `${office}.spreadsheetml.sheet`, begins: zip },
  { extensions: ['pptx'], type: `${office}.presentationml.presentation`, begins: zip },
  { extensions: ['odt'], type: `${open}.text`, begins: zip },
  { extensions: ['ods'], type: `${open}.spreadsheet`, begins: zip },
  { extensions: ['odp'], type: `${open}.presentation`, begins: zip },
  { extensions: ['mp3'], type: 'audio/mpeg', begins: isMp3 },
  { extensions: ['wav'], type: 'audio/wav', begins: riff('WAVE') },
  { extensions: ['ogg', 'oga'], type: 'audio/ogg', begins: (head) => text(head, 0, 'OggS') },
  { extensions: ['m4a'], type: 'audio/mp4', begins: brand('M4A', 'mp4', 'isom') },
  { extensions: ['mp4'], type: 'video/mp4', begins: brand('mp4', 'iso', 'avc1', 'M4V', 'dash') },
  { extensions: ['mov'], type: 'video/quicktime', begins: brand('qt  ') },
  { extensions: ['webm'], type: 'video/webm', begins: bytes(0x1a, 0x45, 0xdf, 0xa3) },
  { extensions: ['txt', 'md', 'log', 'csv', 'json'], type: 'text/plain', begins: isText },
]

/**
 * What a file is: its name says what it wants to be, its first bytes whether that is true.
 * `undefined` for what is of no kind that may be sent, and for what is disguised as one.
 */
export function fileKind(name: string, head: Buffer): FileKind | undefined {
  const extension = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase()
  if (extension === undefined) return pictureKind(head)
  const row = [...PICTURES, ...OTHERS].find(({ extensions }) => extensions.includes(extension))
  if (!row?.begins(head)) return undefined
  return { type: row.type, isPicture: PICTURES.includes(row) }
}

/** Pictures from a clipboard may have no name. */
function pictureKind(head: Buffer): FileKind | undefined {
  const row = PICTURES.find(({ begins }) => begins(head))
  return row && { type: row.type, isPicture: true }
}

const SHOWN = new Set(PICTURES.map(({ type }) => type))

/** Whether a browser may show it; anything else is to be saved. */
export function isShown(type: string): boolean {
  return SHOWN.has(type)
}
