import {
  Clock,
  Fingerprint,
  Globe,
  History,
  KeyRound,
  type LucideIcon,
  Send,
  Users,
  Webhook,
  Zap,
} from 'lucide-react'

/** The Developers pages, in the order of the navigation. */
export const developerSections: readonly { path: string; name: string; icon: LucideIcon }[] = [
  { path: '/developers/keys', name: 'API keys', icon: KeyRound },
  { path: '/developers/identity', name: 'Identity', icon: Fingerprint },
  { path: '/developers/sites', name: 'Sites', icon: Globe },
  { path: '/developers/webhooks', name: 'Webhooks', icon: Webhook },
  { path: '/developers/push', name: 'Test push', icon: Send },
  { path: '/developers/events', name: 'Events', icon: Zap },
  { path: '/developers/team', name: 'Team', icon: Users },
  { path: '/developers/hours', name: 'Office hours', icon: Clock },
  { path: '/developers/audit', name: 'Audit log', icon: History },
]
