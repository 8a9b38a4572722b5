'use client'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Button } from '@/components/ui/Button'
import type { AdminPlace } from '../state/useAdminAddress'

const Breakdown = dynamic(() => import('./Breakdown').then((module) => module.Breakdown), {
  ssr: false,
})

/** The way to the cards on narrow windows. */
export function BreakdownButton({ place }: { place: AdminPlace }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button className="lg:hidden" onClick={() => setOpen(true)}>
        Breakdown
      </Button>
      {isOpen && <Breakdown place={place} onClose={() => setOpen(false)} />}
    </>
  )
}
