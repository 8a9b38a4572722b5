import { AuditPage } from '@/components/developers/audit/AuditPage'

export default function Page() {
  return <AuditPage />
}
