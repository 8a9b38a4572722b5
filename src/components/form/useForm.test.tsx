// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { checkEmail, checkPassword } from '@/components/account/fieldChecks'
import { useForm } from './useForm'
import type { Check } from './wrongFields'

let root: Root

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  root = createRoot(document.body.appendChild(document.createElement('div')))
})
afterEach(() => {
  act(() => root.unmount())
  vi.unstubAllGlobals()
  document.body.innerHTML = ''
})

describe('UI-19 a form', () => {
  test('UI-19 puts focus on the first wrong field and sends nothing', async () => {
    const send = vi.fn()
    draw(send)
    await submit({ email: 'ada@example.com' })
    expect(send).not.toHaveBeenCalled()
    expect(document.activeElement?.getAttribute('name')).toBe('password')
    expect(document.body.textContent).toContain('Enter your password.')
  })

  test('UI-19 sends one request at a time', async () => {
    const send = vi.fn(() => new Promise<void>(() => {}))
    draw(send)
    await submit({ email: 'ada@example.com', password: 'demo-demo-demo' })
    await submit({})
    expect(send).toHaveBeenCalledOnce()
    const values = { email: 'ada@example.com', password: 'demo-demo-demo' }
    expect(send).toHaveBeenCalledWith(values, expect.any(FormData))
  })

  test('UI-19 keeps what was written when it is refused, and can be sent again', async () => {
    const send = vi.fn().mockRejectedValueOnce({ code: 'INVALID_CREDENTIALS', message: 'Wrong.' })
    draw(send)
    await submit({ email: 'ada@example.com', password: 'not-the-one' })
    expect(document.body.textContent).toContain('Wrong.')
    expect(field('email').value).toBe('ada@example.com')
    expect(field('password').value).toBe('not-the-one')
    send.mockResolvedValueOnce(undefined)
    await submit({})
    expect(send).toHaveBeenCalledTimes(2)
  })

  test('UI-19 asks for one of several ticks at the first of them', async () => {
    const send = vi.fn()
    draw(send, { can: (one) => (one ? undefined : 'Choose what it can do.') })
    await submit({})
    expect(document.activeElement).toBe(document.querySelector('[value=push]'))
    expect(send).not.toHaveBeenCalled()
  })

  test('UI-19 that leaves the page sends nothing more after its success', async () => {
    const send = vi.fn(async () => {})
    draw(send, {}, true)
    await submit({})
    await submit({})
    expect(send).toHaveBeenCalledOnce()
  })
})

interface TestFormProps {
  send(): Promise<void>
  checks: Record<string, Check>
  leaves: boolean
}

function TestForm(props: TestFormProps) {
  const { form, errors, formError, submit: onSubmit } = useForm(props)
  return (
    <form ref={form} onSubmit={onSubmit} noValidate>
      {formError}
      <input name="email" />
      {errors.email}
      <input name="password" />
      {errors.password}
      <input type="checkbox" name="can" value="push" />
      <input type="checkbox" name="can" value="read" />
    </form>
  )
}

const account = { email: checkEmail, password: checkPassword }

function draw(send: () => Promise<void>, checks: Record<string, Check> = account, leaves = false) {
  act(() => root.render(<TestForm send={send} checks={checks} leaves={leaves} />))
}

async function submit(values: Record<string, string>) {
  for (const [name, value] of Object.entries(values)) field(name).value = value
  await act(async () => document.querySelector('form')?.requestSubmit())
}

function field(name: string): HTMLInputElement {
  const found = document.querySelector<HTMLInputElement>(`[name="${name}"]`)
  if (!found) throw new Error(`There is no field ${name}`)
  return found
}
