const MAX_CHARACTERS = 120

/** Letters that cannot be seen, and those that turn `gpj.exe` around. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]/gu

/**
 * A name as people see it: no folders, nothing invisible, its ending kept when it is too
 * long. Forms write quotes as `%22`.
 */
export function fileName(said: string): string {
  const [last = ''] = said.replaceAll('%22', '"').split(/[/\\]/).slice(-1)
  const name = last.toWellFormed().replace(UNSEEN, '').replace(/\s+/g, ' ').trim()
  if (name === '' || /^\.+$/.test(name)) return 'file'
  const characters = [...name]
  if (characters.length <= MAX_CHARACTERS) return name
  const ending = /\.[a-z0-9]{1,8}$/i.exec(name)?.[0] ?? ''
  return characters.slice(0, MAX_CHARACTERS - ending.length).join('') + ending
}

/** `Content-Disposition`: the name for old clients, and as it is. */
export function disposition(name: string, isShown: boolean): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const exact = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${hex(sign)}`)
  return `${isShown ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${exact}`
}

function hex(sign: string): string {
  return sign.charCodeAt(0).toString(16).toUpperCase()
}
