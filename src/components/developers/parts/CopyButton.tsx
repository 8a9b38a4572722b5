'use client'
import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { announce } from '@/components/ui/announce'
import { Button } from '@/components/ui/Button'
import { toast } from '@/components/ui/Toaster'

const SHOWN_MS = 1500

interface CopyButtonProps {
  text: string
  /** What is copied, for those who cannot see it: `Copy the key`. */
  label: string
}

export function CopyButton({ text, label }: CopyButtonProps) {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setCopied(true)
      announce('Copied')
    } catch {
      toast.error('Couldn’t copy', { description: 'Select the text and copy it yourself.' })
    }
  }
  const icon = copied ? <Check aria-hidden className="text-online-fg" /> : <Copy aria-hidden />
  return (
    <Button size="md" icon={icon} aria-label={label} onClick={() => void copy()}>
      Copy
    </Button>
  )
}
