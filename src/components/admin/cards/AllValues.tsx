'use client'
import { Dialog } from '@/components/ui/Dialog'
import { type FacetCardProps, FacetRows } from './FacetRows'

/** Every value of a card. Choosing one narrows the table and closes this. */
export function AllValues(props: FacetCardProps & { onClose(): void }) {
  const { title, rows, onChoose, onClose } = props
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={title}
      description={`${rows.length} in all, by the number of people who are online`}
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
