import { Button } from '@/components/ui/Button'

interface FormButtonsProps {
  /** The words on the button that sends. */
  save: string
  busy: boolean
  cancel?: string
  onCancel(): void
}

/** The end of a form in a dialog: away from it, or send it. */
export function FormButtons({ save, busy, cancel = 'Cancel', onCancel }: FormButtonsProps) {
  return (
    <div className="flex flex-wrap justify-end gap-2">
      <Button size="md" onClick={onCancel}>
        {cancel}
      </Button>
      <Button size="md" type="submit" variant="primary" busy={busy}>
        {save}
      </Button>
    </div>
  )
}
