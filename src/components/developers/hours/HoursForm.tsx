'use client'
import { useState } from 'react'
import { FormError } from '@/components/form/FormError'
import { useForm } from '@/components/form/useForm'
import { Button } from '@/components/ui/Button'
import { Field } from '@/components/ui/Field'
import type { ChatSettings } from '@/lib/adminChatProtocol'
import { Choice } from '../parts/Choice'
import { Panel } from '../parts/Panel'
import { ClosedDays } from './ClosedDays'
import { inOrder } from './closedDays'
import { checksOf } from './hoursChecks'
import { replyChoices, replyMinutesOf, replyTimeOf } from './replyTimes'
import { timeZoneChoices } from './timeZones'
import { VisitorPreview } from './VisitorPreview'
import { WeekHours } from './WeekHours'

interface HoursFormProps {
  settings: ChatSettings
  onSave(settings: ChatSettings): Promise<void>
}

/** What is chosen is shown as visitors will read it before it is saved. */
export function HoursForm({ settings, onSave }: HoursFormProps) {
  const [draft, setDraft] = useState(settings)
  const set = (change: Partial<ChatSettings>) => setDraft({ ...draft, ...change })
  const { form, busy, errors, formError, submit } = useForm({
    checks: checksOf(draft),
    known: { fields: { timeZone: 'The server does not know this zone.' } },
    send: async ({ mailAfter }) => {
      const closedDays = inOrder(draft.closedDays)
      await onSave({ ...draft, closedDays, mailAfterMinutes: Number(mailAfter) })
      setDraft((now) => (now === draft ? { ...now, closedDays } : now))
    },
  })
  return (
    <form ref={form} onSubmit={submit} noValidate className="flex flex-col gap-6">
      <FormError>{formError}</FormError>
      <Panel title="Hours">
        <Choice
          label="Time zone"
          name="timeZone"
          value={draft.timeZone}
          onChange={(event) => set({ timeZone: event.target.value })}
          options={timeZoneChoices(settings.timeZone)}
        />
        <WeekHours hours={draft.hours} errors={errors} onChange={(hours) => set({ hours })} />
      </Panel>
      <Panel title="Closed days">
        <ClosedDays
          days={draft.closedDays}
          errors={errors}
          onChange={(closedDays) => set({ closedDays })}
        />
      </Panel>
      <Panel title="Answers">
        <div className="grid gap-4 sm:grid-cols-2">
          <Choice
            label="An answer usually takes"
            name="replyTime"
            value={replyTimeOf(draft.replyMinutes)}
            onChange={({ target }) =>
              set({ replyMinutes: replyMinutesOf(target.value, settings.replyMinutes) })
            }
            options={replyChoices}
          />
          <Field
            label="Mail it to who is away for, in minutes"
            name="mailAfter"
            inputMode="numeric"
            autoComplete="off"
            defaultValue={String(settings.mailAfterMinutes)}
            hint="0 mails nothing. Only visitors who left an address get it."
            error={errors.mailAfter}
          />
        </div>
      </Panel>
      <VisitorPreview settings={draft} />
      <Button size="md" variant="primary" type="submit" busy={busy} className="self-start">
        Save office hours
      </Button>
    </form>
  )
}
