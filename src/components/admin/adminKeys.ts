export interface KeyPress {
  key: string
  altKey: boolean
  shiftKey: boolean
  metaKey: boolean
  ctrlKey: boolean
  repeat: boolean
}

/** What a key does on the admins' page. */
export type AdminKey = { does: 'pause' } | { does: 'region'; direction: 1 | -1 }

/** @param isTaken letters belong to what has focus: a field, a menu, a dialog. */
export function adminKey(press: KeyPress, isTaken: boolean): AdminKey | undefined {
  if (press.metaKey || press.ctrlKey || press.altKey) return undefined
  if (press.key === 'F6') return { does: 'region', direction: press.shiftKey ? -1 : 1 }
  const isP = press.key.toLowerCase() === 'p' && !press.repeat
  return isP && !isTaken ? { does: 'pause' } : undefined
}
