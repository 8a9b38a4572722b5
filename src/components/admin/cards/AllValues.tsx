'use client'
import { Dialog } from '@/components/ui/Dialog'
import { MOST_FACET_VALUES } from '@/lib/adminProtocol'
import { isOfNewest } from '../rows/shortList'
import { useVisitorsState } from '../state/AdminProvider'
import { type FacetCardProps, FacetRows } from './FacetRows'

/** Every value of a card. Choosing one narrows the table and closes this. */
export function AllValues(props: FacetCardProps & { onClose(): void }) {
  const { title, rows, onChoose, onClose } = props
  const isNewest = useVisitorsState(isOfNewest)
  const isCut = useVisitorsState(({ everybody }) => everybody && rows.length >= MOST_FACET_VALUES)
  const which = isCut ? `The ${rows.length} most frequent` : `${rows.length} in all`
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={title}
      description={`${which}, by the number of people who are online${isNewest ? ', of the newest' : ''}`}
    >
      <FacetRows
        {...props}
        onChoose={(value) => {
          onChoose(value)
          onClose()
        }}
      />
    </Dialog>
  )
}
