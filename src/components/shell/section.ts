/** The parts of the app that the rail and the tab bar lead to. */
export type Section = 'chat' | 'online' | 'visitors' | 'developers' | 'settings'
