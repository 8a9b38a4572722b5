import type { Metadata, Viewport } from 'next'
import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { isTheme, type Theme, themeCookie } from '@/components/ui/theme'
import { fontClasses } from './fonts'
import './globals.css'

export const metadata: Metadata = {
  title: { default: 'Parley', template: '%s – Parley' },
  description: 'See who is here. Talk to them. Presence and chat on a server of your own.',
}

export async function generateViewport(): Promise<Viewport> {
  return {
    width: 'device-width',
    initialScale: 1,
    viewportFit: 'cover',
    interactiveWidget: 'resizes-content',
    themeColor: themeColors[await chosenTheme()],
  }
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" className={`${fontClasses} ${await chosenTheme()}`}>
      <body className="antialiased">
        {children}
        <noscript>
          <p className="p-4 text-center">
            Signing in and chatting need JavaScript. Turn it on and reload this page.
          </p>
        </noscript>
      </body>
    </html>
  )
}

async function chosenTheme(): Promise<Theme> {
  const stored = (await cookies()).get(themeCookie)?.value
  return isTheme(stored) ? stored : 'system'
}

// `canvas` of globals.css; a browser's bar does not read variables.
const [light, dark] = ['#f9fafc', '#090a0e']

const themeColors: Record<Theme, Viewport['themeColor']> = {
  light,
  dark,
  system: [
    { media: '(prefers-color-scheme: light)', color: light },
    { media: '(prefers-color-scheme: dark)', color: dark },
  ],
}
