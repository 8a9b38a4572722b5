/** @jsxImportSource preact */
import { useEffect, useRef, useState } from 'preact/hooks'
import type { PanelLook } from '../channel'
import { Icon } from './Icon'
import { isSoundOn, turnSound } from './sound'

/** Sound, and where the website says what it does with what it learns. */
export function Menu({ look }: { look: PanelLook }) {
  const [isOpen, setOpen] = useState(false)
  const [isOn, setOn] = useState(isSoundOn)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!isOpen) return
    const leave = ({ target }: Event) => !box.current?.contains(target as Node) && setOpen(false)
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      event.stopPropagation()
      setOpen(false)
      box.current?.querySelector('button')?.focus()
    }
    const options = { capture: true }
    addEventListener('pointerdown', leave)
    addEventListener('focusin', leave)
    document.addEventListener('keydown', press, options)
    return () => {
      removeEventListener('pointerdown', leave)
      removeEventListener('focusin', leave)
      document.removeEventListener('keydown', press, options)
    }
  }, [isOpen])
  return (
    <div class="menu" ref={box}>
      <button
        type="button"
        class="head-button"
        aria-label="Options"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name="more" />
      </button>
      {isOpen && (
        <div class="options">
          <label>
            <input type="checkbox" checked={isOn} onChange={() => setOn(turnSound(!isOn))} />
            Sound
          </label>
          {look.privacyUrl && (
            <a href={look.privacyUrl} target="_blank" rel="noopener">
              Privacy
            </a>
          )}
        </div>
      )}
    </div>
  )
}
