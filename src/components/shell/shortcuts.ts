import type { Section } from './section'

export interface Shortcut {
  keys: readonly (readonly string[])[]
  does: string
}

interface ShortcutGroup {
  name: string
  shortcuts: Shortcut[]
}

/** What the shortcut sheet lists: what works where it was opened. */
export function shortcutGroups(section: Section, enterAddsLine: boolean): ShortcutGroup[] {
  if (section === 'visitors') return [everywhere, visitors]
  if (section === 'developers') return [everywhere]
  return [everywhere, conversations, enterAddsLine ? writingLines : writingMessages]
}

const everywhere: ShortcutGroup = {
  name: 'Everywhere',
  shortcuts: [
    { keys: [['mod', '/']], does: 'Show these shortcuts' },
    { keys: [['F6'], ['shift', 'F6']], does: 'Next or previous part of the page' },
    { keys: [['F8']], does: 'Go to the newest notification' },
  ],
}

const conversations: ShortcutGroup = {
  name: 'Conversations',
  shortcuts: [
    { keys: [['mod', 'K']], does: 'Jump to a person or conversation' },
    {
      keys: [
        ['alt', 'up'],
        ['alt', 'down'],
      ],
      does: 'Previous or next conversation',
    },
    {
      keys: [
        ['alt', 'shift', 'up'],
        ['alt', 'shift', 'down'],
      ],
      does: 'Previous or next unread conversation',
    },
    { keys: [['esc']], does: 'Close what is open, then mark as read' },
  ],
}

const visitors: ShortcutGroup = {
  name: 'Online Users',
  shortcuts: [
    { keys: [['P']], does: 'Pause or resume' },
    { keys: [['up'], ['down']], does: 'Previous or next person' },
    { keys: [['enter']], does: 'Open the person’s details' },
    { keys: [['esc']], does: 'Close the person’s details' },
  ],
}

const editing: Shortcut = { keys: [['up']], does: 'Edit your last message, in an empty field' }

const writingMessages: ShortcutGroup = {
  name: 'Writing',
  shortcuts: [
    { keys: [['enter'], ['mod', 'enter']], does: 'Send' },
    { keys: [['shift', 'enter']], does: 'New line' },
    editing,
  ],
}

const writingLines: ShortcutGroup = {
  name: 'Writing',
  shortcuts: [
    { keys: [['mod', 'enter']], does: 'Send' },
    { keys: [['enter']], does: 'New line' },
    editing,
  ],
}
