'use client'
import { createContext, type ReactNode, use, useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { DemoSite } from '@/components/demo/site'
import { type OwnVisit, useVisit } from '@/components/demo/useVisit'
import { demoApi } from './demoApi'
import { createOnlineFeed, type OnlineFeed, type OnlineState } from './onlineFeed'

interface Live {
  feed: OnlineFeed
  own: OwnVisit
  /** How many were here when the page was made. */
  here: number
}

const Context = createContext<Live | null>(null)

interface LiveProviderProps {
  site: DemoSite
  here: number
  children: ReactNode
}

/** The page is visited, and follows who else is here. */
export function LiveProvider({ site, here, children }: LiveProviderProps) {
  const [feed] = useState(() => createOnlineFeed(demoApi.online))
  const own = useVisit(site)
  useEffect(() => feed.start(), [feed])
  useEffect(() => feed.know(own.visitorId), [feed, own.visitorId])
  return <Context value={{ feed, own, here }}>{children}</Context>
}

export function useLive(): Live {
  const live = use(Context)
  if (!live) throw new Error('useLive needs a LiveProvider around it')
  return live
}

export function useOnline<T>(selector: (state: OnlineState) => T): T {
  return useStore(useLive().feed.store, selector)
}
