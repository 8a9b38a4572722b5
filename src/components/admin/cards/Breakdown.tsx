'use client'
import { X } from 'lucide-react'
import { IconButton } from '@/components/ui/IconButton'
import { Sheet } from '@/components/ui/Sheet'
import type { AdminPlace } from '../state/useAdminAddress'
import { FacetCard } from './FacetCard'
import { useFacetCards } from './useFacetCards'

/** The cards where there is no room for them beside the number. */
export function Breakdown({ place, onClose }: { place: AdminPlace; onClose(): void }) {
  const facets = useFacetCards(place)
  return (
    <Sheet open onOpenChange={onClose} title="Breakdown" className="w-80">
      <header className="flex h-14 shrink-0 items-center justify-between border-border border-b ps-4 pe-3">
        <h2 className="font-semibold text-md">Breakdown</h2>
        <IconButton label="Close" icon={<X aria-hidden />} onClick={onClose} />
      </header>
      <div className="flex flex-col gap-3 p-3">
        {facets.map((facet) => (
          <FacetCard key={facet.title} {...facet} />
        ))}
      </div>
    </Sheet>
  )
}
