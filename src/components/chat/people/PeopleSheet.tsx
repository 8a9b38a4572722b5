'use client'
import { X } from 'lucide-react'
import { IconButton } from '@/components/ui/IconButton'
import { Sheet } from '@/components/ui/Sheet'
import { useLayout } from '@/components/ui/useLayout'
import type { ChatLocation } from '../state/useChatLocation'
import { OnlineUsers } from './OnlineUsers'

interface PeopleSheetProps {
  place: ChatLocation
  onPerson(userId: string): void
}

/** Online Users where there is room for two columns only. */
export function PeopleSheet({ place, onPerson }: PeopleSheetProps) {
  const layout = useLayout()
  const close = <IconButton label="Close" icon={<X aria-hidden />} onClick={place.closePanel} />
  return (
    <Sheet
      open={place.isPanelOpen && layout === 'middle'}
      onOpenChange={place.closePanel}
      title="Online Users"
    >
      <OnlineUsers onChoose={onPerson} close={close} />
    </Sheet>
  )
}
