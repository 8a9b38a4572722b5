'use client'
import { Activity, Clock, Code, MessagesSquare } from 'lucide-react'
import dynamic from 'next/dynamic'
import Link from 'next/link'
import { type ReactNode, useState } from 'react'
import { createCannedReplies } from '@/components/admin/chats/cannedReplies'
import { Button } from '@/components/ui/Button'
import { buttonClass } from '@/components/ui/buttonClass'
import { currentConfig } from '@/lib/config'
import { createTokenSource } from '@/lib/session'
import { createVisitorChatApi } from '@/lib/visitorChatApi'
import { SettingsSection } from './SettingsSection'

const CannedRepliesDialog = dynamic(() =>
  import('@/components/admin/drawer/canned/CannedRepliesDialog').then(
    (module) => module.CannedRepliesDialog,
  ),
)

/** For those who answer visitors: the ways to what belongs to the whole team. */
export function TeamSettings({ isManager }: { isManager: boolean }) {
  const [canned] = useState(() => createCannedReplies(visitorChatApi))
  const [managing, setManaging] = useState(false)
  return (
    <SettingsSection title="Your team" description="The same for everybody who answers visitors.">
      <div className="flex flex-wrap gap-2">
        <Way href="/admin" icon={<Activity aria-hidden />}>
          Online Users
        </Way>
        <Button size="md" icon={<MessagesSquare aria-hidden />} onClick={() => setManaging(true)}>
          Saved replies
        </Button>
        {isManager && (
          <>
            <Way href="/developers/hours" icon={<Clock aria-hidden />}>
              Office hours
            </Way>
            <Way href="/developers/keys" icon={<Code aria-hidden />}>
              Developers
            </Way>
          </>
        )}
      </div>
      {managing && <CannedRepliesDialog canned={canned} onClose={() => setManaging(false)} />}
    </SettingsSection>
  )
}

function visitorChatApi() {
  return createVisitorChatApi({ url: currentConfig().url, tokens: createTokenSource() })
}

function Way({ href, icon, children }: { href: string; icon: ReactNode; children: ReactNode }) {
  return (
    <Link href={href} className={buttonClass('secondary', 'md')}>
      {icon}
      {children}
    </Link>
  )
}
