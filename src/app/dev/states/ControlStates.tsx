'use client'
import { MessagesSquare, Pause, RotateCw } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/Button'
import { IconButton } from '@/components/ui/IconButton'
import { Segmented } from '@/components/ui/Segmented'
import { Switch } from '@/components/ui/Switch'
import { Shown } from './Shown'

const variants = ['primary', 'secondary', 'ghost', 'danger'] as const
const sizes = ['sm', 'md', 'lg'] as const

export function ControlStates() {
  return (
    <>
      <Shown id="button" title="Button">
        {variants.flatMap((variant) => [
          <Button key={variant} variant={variant}>
            {variant}
          </Button>,
          <Button key={`${variant}-icon`} variant={variant} icon={<RotateCw aria-hidden />}>
            Refresh
          </Button>,
          <Button key={`${variant}-busy`} variant={variant} busy>
            Refresh
          </Button>,
          <Button key={`${variant}-disabled`} variant={variant} disabled>
            Disabled
          </Button>,
        ])}
        {sizes.map((size) => (
          <Button key={size} size={size} icon={<MessagesSquare aria-hidden />}>
            Size {size}
          </Button>
        ))}
      </Shown>
      <Shown id="icon-button" title="Icon button">
        <IconButton label="Pause" icon={<Pause aria-hidden />} shortcut={['P']} />
        <IconButton label="Pressed" icon={<Pause aria-hidden />} aria-pressed />
        <IconButton label="Refresh" icon={<RotateCw aria-hidden />} size={40} />
        <IconButton label="Disabled" icon={<RotateCw aria-hidden />} disabled />
      </Shown>
      <Choices />
    </>
  )
}

function Choices() {
  const [on, setOn] = useState(true)
  const [view, setView] = useState<'all' | 'unread'>('all')
  return (
    <Shown id="choices" title="Switch and segmented control">
      <div className="w-full max-w-110">
        <Switch label="Sounds" hint="A soft tone." checked={on} onChange={setOn} />
        <Switch label="Off" checked={!on} onChange={(checked) => setOn(!checked)} />
      </div>
      <Segmented
        label="View"
        options={[
          { value: 'all', label: 'All' },
          { value: 'unread', label: 'Unread' },
        ]}
        value={view}
        onChange={(value) => setView(value)}
      />
    </Shown>
  )
}
