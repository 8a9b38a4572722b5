'use client'
import { useId, useState } from 'react'
import { FormError } from '@/components/form/FormError'
import { useForm } from '@/components/form/useForm'
import type { Check } from '@/components/form/wrongFields'
import { Button } from '@/components/ui/Button'
import { Field } from '@/components/ui/Field'
import { currentConfig } from '@/lib/config'
import type { SendPush, SendPushAnswer } from '@/lib/gatewayProtocol'
import { CodeBlock } from '../parts/CodeBlock'
import { Panel } from '../parts/Panel'
import { useDevelopers } from '../state/DevelopersProvider'
import { curlOf } from './curlText'
import { JsonField } from './JsonField'
import { jsonOf } from './jsonText'
import type { Receiver } from './receivers'

interface PushFormProps {
  receivers: readonly Receiver[]
  onSent(): Promise<void>
}

export function PushForm({ receivers, onSent }: PushFormProps) {
  const { api } = useDevelopers()
  const [sent, setSent] = useState<{ wish: SendPush; answer: SendPushAnswer }>()
  const { form, busy, errors, formError, submit } = useForm({
    checks,
    known: { fields: refused },
    send: async ({ userId = '', event = '', message = '' }) => {
      const said = { userId: userId.trim(), event: event.trim() }
      const wish = { ...said, message: jsonOf(message).value }
      setSent({ wish, answer: await api.push(wish) })
      await onSent()
    },
  })
  return (
    <Panel title="Message">
      <form ref={form} onSubmit={submit} noValidate className="flex flex-col gap-4">
        <FormError>{formError}</FormError>
        <div className="grid gap-4 sm:grid-cols-2">
          <ReceiverField receivers={receivers} error={errors.userId} />
          <Field
            label="Event"
            name="event"
            defaultValue="notification"
            autoComplete="off"
            error={errors.event}
          />
        </div>
        <JsonField name="message" label="Message, as JSON" error={errors.message} />
        <Button size="md" variant="primary" type="submit" busy={busy} className="self-start">
          Send
        </Button>
      </form>
      {sent && <Sent {...sent} />}
    </Panel>
  )
}

/** Any id, and those who are known to choose from. */
function ReceiverField({
  receivers,
  error,
}: {
  receivers: readonly Receiver[]
  error?: string | undefined
}) {
  const id = useId()
  return (
    <div>
      <Field label="User id" name="userId" list={id} autoComplete="off" error={error} />
      <datalist id={id}>
        {receivers.map(({ userId, name, online }) => (
          <option key={userId} value={userId}>
            {`${name}, ${online ? 'online' : 'offline'}`}
          </option>
        ))}
      </datalist>
    </div>
  )
}

function Sent({ wish, answer }: { wish: SendPush; answer: SendPushAnswer }) {
  const server = currentConfig().url || window.location.origin
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <p
        role="status"
        className={answer.success ? 'font-medium text-online-fg' : 'font-medium text-away-fg'}
      >
        {answer.message}
      </p>
      <CodeBlock label="The answer" code={JSON.stringify(answer, null, 2)} />
      <CodeBlock label="The same by curl" code={curlOf(server, wish)} />
    </div>
  )
}

const refused = {
  userId: 'Choose who gets it.',
  event:
    'An event has 1 to 64 characters of A-Z a-z 0-9 _ . : - and is not one of the server’s own.',
  message: 'The message is JSON of at most 16 kB.',
}

const checks: Record<string, Check> = {
  userId: (id) => (id.trim() ? undefined : refused.userId),
  event: (name) => (name.trim() ? undefined : refused.event),
  message: (text) => jsonOf(text).wrong,
}
