'use client'
import { useEffect, useState } from 'react'
import { Switch } from '@/components/ui/Switch'
import { demoApi, type VisitorsSwitch } from './demoApi'

/** Lets simulated visitors into the demo shop, and sends them away. */
export function DemoVisitorsSwitch() {
  const [running, setRunning] = useState(false)
  const [failure, setFailure] = useState<string>()
  useEffect(() => {
    let isCurrent = true
    demoApi.visitors().then(
      (state) => isCurrent && setRunning(state.running),
      () => {},
    )
    return () => {
      isCurrent = false
    }
  }, [])
  const turn = (on: boolean) => {
    const settle = (state: VisitorsSwitch) => {
      setRunning(state.running)
      setFailure(undefined)
    }
    setRunning(on)
    demoApi.turn(on).then(settle, ({ message }: Error) => {
      setRunning(!on)
      setFailure(message)
    })
  }
  return (
    <div className="max-w-90">
      <Switch
        label="Simulated visitors"
        hint="Real clients that walk through the demo shop."
        checked={running}
        onChange={turn}
      />
      <p role="alert" className="text-danger-fg text-sm">
        {failure}
      </p>
    </div>
  )
}
